-- Connectors to the outside: USB, Ethernet, power, coaxial, memory cards.
insert into demo_part
    (category, name, description, keywords, manufacturer, mpn, datasheet, symbol, footprint)
select 'Connectors/Input and output', c.mpn, c.description, c.keywords, c.maker, c.mpn, c.datasheet,
       'Connector:' || c.symbol, c.footprint
  from (values ('USB4105-GF-A', 'GCT', 'USB-C receptacle, USB 2.0, 16 contacts, horizontal', 'connector usb type-c', 'USB_C_Receptacle_USB2.0_16P',
                'Connector_USB:USB_C_Receptacle_GCT_USB4105-xx-A_16P_TopMnt_Horizontal', 'https://gct.co/files/drawings/usb4105.pdf'),
               ('USB4125-GF-A', 'GCT', 'USB-C receptacle, power only, 6 contacts, horizontal', 'connector usb type-c power', 'USB_C_Receptacle_PowerOnly_6P',
                'Connector_USB:USB_C_Receptacle_GCT_USB4125-xx-x_6P_TopMnt_Horizontal', 'https://gct.co/files/drawings/usb4125.pdf'),
               ('614004134726', 'Würth Elektronik', 'USB-A receptacle, horizontal, through-hole', 'connector usb type-a host', 'USB_A',
                'Connector_USB:USB_A_Wuerth_614004134726_Horizontal', 'https://www.we-online.com/components/products/datasheet/614004134726.pdf'),
               ('2411 02', 'Lumberg', 'USB-B receptacle, horizontal, through-hole', 'connector usb type-b device', 'USB_B',
                'Connector_USB:USB_B_Lumberg_2411_02_Horizontal', 'https://downloads.lumberg.com/datenblaetter/en/2411_02.pdf'),
               ('105017-0001', 'Molex', 'USB Micro-B receptacle, horizontal', 'connector usb micro', 'USB_B_Micro',
                'Connector_USB:USB_Micro-B_Molex-105017-0001', 'https://www.molex.com/pdm_docs/sd/1050170001_sd.pdf'),
               ('65100516121', 'Würth Elektronik', 'USB Mini-B receptacle, horizontal', 'connector usb mini', 'USB_B_Mini',
                'Connector_USB:USB_Mini-B_Wuerth_65100516121_Horizontal', 'https://www.we-online.com/components/products/datasheet/65100516121.pdf'),
               ('54602-908LF', 'Amphenol', 'RJ45 jack, 8 contacts, unshielded, horizontal', 'connector ethernet modular 8p8c', '8P8C',
                'Connector_RJ:RJ45_Amphenol_54602-x08_Horizontal', 'https://cdn.amphenol-cs.com/media/wysiwyg/files/drawing/c-bmj-0102.pdf'),
               ('HR911105A', 'Hanrun', 'RJ45 jack with transformer and LEDs, 10/100', 'connector ethernet magjack', 'RJ45_Hanrun_HR911105A_Horizontal',
                'Connector_RJ:RJ45_Hanrun_HR911105A_Horizontal', 'https://datasheet.lcsc.com/lcsc/HANRUN-HR911105A.pdf'),
               ('PJ-102AH', 'CUI Devices', 'Barrel jack 5.5 x 2.1 mm, switched', 'connector dc power jack', 'Barrel_Jack_Switch',
                'Connector_BarrelJack:BarrelJack_CUI_PJ-102AH_Horizontal', 'https://www.cuidevices.com/product/resource/pj-102ah.pdf'),
               ('694106106102', 'Würth Elektronik', 'Barrel jack 5.5 x 2.0 mm, switched', 'connector dc power jack', 'Barrel_Jack_Switch',
                'Connector_BarrelJack:BarrelJack_Wuerth_694106106102_2.0x5.5mm', 'https://www.we-online.com/components/products/datasheet/694106106102.pdf'),
               ('132289', 'Amphenol', 'SMA jack, 50 Ω, board edge', 'connector rf coaxial sma', 'Conn_Coaxial',
                'Connector_Coaxial:SMA_Amphenol_132289_EdgeMount', 'https://www.amphenolrf.com/library/download/link/link_id/594197/parent/132289/'),
               ('U.FL-R-SMT-1', 'Hirose', 'U.FL receptacle, 50 Ω, 6 GHz', 'connector rf coaxial ipex', 'Conn_Coaxial',
                'Connector_Coaxial:U.FL_Hirose_U.FL-R-SMT-1_Vertical', 'https://www.hirose.com/product/series/U.FL'),
               ('DM3AT-SF-PEJM5', 'Hirose', 'microSD card holder, push-push, card detect', 'connector memory card sd tf', 'Micro_SD_Card_Det_Hirose_DM3AT',
                'Connector_Card:microSD_HC_Hirose_DM3AT-SF-PEJM5', 'https://www.hirose.com/product/series/DM3'))
       c (mpn, maker, description, keywords, symbol, footprint, datasheet);

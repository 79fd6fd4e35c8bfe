-- Memory, and the circuits between boards: serial lines, USB, CAN, Ethernet, bus
-- expanders, level shifters, isolators, drivers.

-- 24LC: the number counts kilobits.
insert into demo_product (category, mpn, maker, sheet, symbol, package, description, keywords, parameters)
select 'Integrated circuits/Memory', format('24LC%s%s-I/%s', case when m.kbit < 10 then '0' || m.kbit else m.kbit::text end, m.revision, p.code),
       'Microchip', m.sheet, 'Memory_EEPROM:24LC' || case when m.kbit < 10 then '0' || m.kbit else m.kbit::text end, p.package,
       format('EEPROM %s kbit, I2C, 2.5 to 5.5 V', m.kbit), 'memory eeprom serial',
       jsonb_build_object('Size', m.kbit || ' kbit', 'Interface', 'I2C')
  from (values (2, 'B', '21709c'), (4, 'B', '21708k'), (8, 'B', '21710k'), (16, 'B', '21703L'), (32, 'A', '21713M'),
               (64, '', '21189T'), (128, '', '21191u'), (256, '', '20001203W'), (512, '', '21754M')) m (kbit, revision, sheet)
 cross join (values ('SN', 'SOIC-8'), ('P', 'DIP-8')) p (code, package)
 order by m.kbit, p.code;

insert into demo_product (category, mpn, maker, sheet, symbol, package, footprint, description, keywords, parameters)
select 'Integrated circuits/Memory', m.mpn, m.maker, m.sheet, m.symbol, m.package, m.footprint, m.description, m.keywords,
       jsonb_build_object('Size', m.size, 'Interface', m.interface)
  from (values ('M95256-WMN6P', 'STMicroelectronics', 'm95256-w', 'Memory_EEPROM:M95256-WMN6P', 'SOIC-8', null, 'EEPROM 256 kbit, SPI', 'memory eeprom serial', '256 kbit', 'SPI'),
               ('W25Q16JVSSIQ', 'Winbond', 'w25q16jv%20spi%20revh%2004082019%20plus', 'Memory_Flash:W25Q16JVSS', null, 'Package_SO:SOIC-8_5.3x5.3mm_P1.27mm', 'Flash 16 Mbit, quad SPI, SOIC-8 208 mil', 'memory flash nor serial', '16 Mbit', 'QSPI'),
               ('W25Q32JVSSIQ', 'Winbond', 'w25q32jv%20revg%2003272018%20plus', 'Memory_Flash:W25Q32JVSS', null, 'Package_SO:SOIC-8_5.3x5.3mm_P1.27mm', 'Flash 32 Mbit, quad SPI, SOIC-8 208 mil', 'memory flash nor serial', '32 Mbit', 'QSPI'),
               ('W25Q128JVSIQ', 'Winbond', 'w25q128jv%20revf%2003272018%20plus', 'Memory_Flash:W25Q128JVS', null, 'Package_SO:SOIC-8_5.3x5.3mm_P1.27mm', 'Flash 128 Mbit, quad SPI, SOIC-8 208 mil', 'memory flash nor serial', '128 Mbit', 'QSPI'),
               ('W25X40CLSNIG', 'Winbond', 'w25x40cl_f%2020140325', 'Memory_Flash:W25X40CLSN', 'SOIC-8', null, 'Flash 4 Mbit, dual SPI', 'memory flash nor serial', '4 Mbit', 'SPI'))
       m (mpn, maker, sheet, symbol, package, footprint, description, keywords, size, interface);

insert into demo_product (category, mpn, maker, sheet, symbol, package, footprint, description, keywords, parameters)
select 'Integrated circuits/Interface', m.mpn, m.maker, m.sheet, m.symbol, m.package, m.footprint, m.description, m.keywords,
       jsonb_build_object('Interface', m.interface)
  from (values ('MAX3232ID', 'Texas Instruments', 'max3232', 'Interface_UART:MAX3232', 'SOIC-16', null, 'RS-232, two drivers, two receivers, 3 to 5.5 V', 'rs232 serial transceiver uart', 'RS-232'),
               ('MAX232DR', 'Texas Instruments', 'max232', 'Interface_UART:MAX232', 'SOIC-16', null, 'RS-232, two drivers, two receivers, 5 V', 'rs232 serial transceiver uart', 'RS-232'),
               ('MAX485ESA+', 'Analog Devices', 'MAX1487-MAX491', 'Interface_UART:MAX485E', 'SOIC-8', null, 'RS-485, half duplex, 5 V', 'rs485 rs422 serial transceiver', 'RS-485'),
               ('LTC2850IS8', 'Analog Devices', '285012fe', 'Interface_UART:LTC2850xS8', 'SOIC-8', null, 'RS-485, half duplex, 3.3 V, 20 Mbit/s', 'rs485 rs422 serial transceiver', 'RS-485'),
               ('MCP2515-I/SO', 'Microchip', 'MCP2515-Stand-Alone-CAN-Controller-with-SPI-20001801J', 'Interface_CAN_LIN:MCP2515-xSO', 'SOIC-18W', null, 'CAN controller, SPI', 'can bus controller', 'CAN'),
               ('MCP2551-I/SN', 'Microchip', '20001667G', 'Interface_CAN_LIN:MCP2551-I-SN', 'SOIC-8', null, 'CAN transceiver, 5 V, 1 Mbit/s', 'can bus transceiver', 'CAN'),
               ('MCP2562-E/SN', 'Microchip', '20005167C', 'Interface_CAN_LIN:MCP2562-E-SN', 'SOIC-8', null, 'CAN FD transceiver, 5 V, with VIO', 'can bus transceiver', 'CAN'),
               ('SN65HVD230DR', 'Texas Instruments', 'sn65hvd230', 'Interface_CAN_LIN:SN65HVD230', 'SOIC-8', null, 'CAN transceiver, 3.3 V, 1 Mbit/s', 'can bus transceiver', 'CAN'),
               ('FT232RL-REEL', 'FTDI', '2024/09/DS_FT232R', 'Interface_USB:FT232RL', 'SSOP-28', null, 'USB to serial', 'usb uart serial bridge ftdi', 'USB 2.0'),
               ('CH340C', 'WCH', 'CH340DS1', 'Interface_USB:CH340C', 'SOIC-16', null, 'USB to serial, no crystal needed', 'usb uart serial bridge', 'USB 2.0'),
               ('CH340G', 'WCH', 'CH340DS1', 'Interface_USB:CH340G', 'SOIC-16', null, 'USB to serial', 'usb uart serial bridge', 'USB 2.0'),
               ('CP2102N-A02-GQFN28', 'Silicon Labs', 'cp2102n-datasheet', 'Interface_USB:CP2102N-Axx-xQFN28', null, 'Package_DFN_QFN:QFN-28-1EP_5x5mm_P0.5mm_EP3.35x3.35mm', 'USB to serial, QFN-28', 'usb uart serial bridge', 'USB 2.0'),
               ('MCP2221A-I/SL', 'Microchip', '20005565B', 'Interface_USB:MCP2221AxSL', 'SOIC-14', null, 'USB to serial and I2C', 'usb uart i2c bridge', 'USB 2.0'),
               ('LAN8720A-CP', 'Microchip', '00002165B', 'Interface_Ethernet:LAN8720A', null, 'Package_DFN_QFN:VQFN-24-1EP_4x4mm_P0.5mm_EP2.5x2.5mm_ThermalVias', 'Ethernet PHY 10/100, RMII, QFN-24', 'ethernet phy', 'RMII'),
               ('ENC28J60-I/SO', 'Microchip', '39662e', 'Interface_Ethernet:ENC28J60x-SO', 'SOIC-28W', null, 'Ethernet controller 10 Mbit/s, SPI', 'ethernet mac phy', 'SPI'),
               ('W5500', 'WIZnet', 'w5500', 'Interface_Ethernet:W5500', 'LQFP-48', null, 'Ethernet controller with TCP/IP, SPI', 'ethernet mac phy tcp', 'SPI'),
               ('PCF8574AT', 'Texas Instruments', 'pcf8574a', 'Interface_Expansion:PCF8574AT', 'SOIC-16W', null, 'Port expander, 8 bit, I2C', 'i2c gpio expander', 'I2C'),
               ('MCP23008-E/SO', 'Microchip', '21919e', 'Interface_Expansion:MCP23008-xSO', 'SOIC-18W', null, 'Port expander, 8 bit, I2C', 'i2c gpio expander', 'I2C'),
               ('TCA9535PWR', 'Texas Instruments', 'tca9535', 'Interface_Expansion:TCA9535PWR', 'TSSOP-24', null, 'Port expander, 16 bit, I2C', 'i2c gpio expander', 'I2C'),
               ('TCA9548APWR', 'Texas Instruments', 'tca9548a', 'Interface_Expansion:TCA9548APWR', 'TSSOP-24', null, 'I2C switch, 8 channels', 'i2c mux multiplexer', 'I2C'),
               ('SN74LVC1T45DBVR', 'Texas Instruments', 'sn74lvc1t45', 'Logic_LevelTranslator:SN74LVC1T45DBV', 'SOT-23-6', null, 'Level shifter, 1 bit, direction pin', 'level translator shifter', null),
               ('TXB0104PWR', 'Texas Instruments', 'txb0104', 'Logic_LevelTranslator:TXB0104PW', 'TSSOP-14', null, 'Level shifter, 4 bit, automatic direction', 'level translator shifter', null),
               ('TXS0108EPWR', 'Texas Instruments', 'txs0108e', 'Logic_LevelTranslator:TXS0108EPW', 'TSSOP-20', null, 'Level shifter, 8 bit, for open drain', 'level translator shifter', null),
               ('ISO7721DR', 'Texas Instruments', 'iso7721', 'Isolator:ISO7721D', 'SOIC-8', null, 'Digital isolator, two channels, one each way, 3 kV', 'isolator galvanic', null),
               ('ISO1540DR', 'Texas Instruments', 'iso1540', 'Isolator:ISO1540', 'SOIC-8', null, 'I2C isolator, 2.5 kV', 'isolator galvanic', 'I2C'),
               ('ADUM1201ARZ', 'Analog Devices', 'ADuM1200_1201', 'Isolator:ADuM1201AR', 'SOIC-8', null, 'Digital isolator, two channels, one each way, 2.5 kV', 'isolator galvanic', null),
               ('ULN2003ADR', 'Texas Instruments', 'uln2003a', 'Transistor_Array:ULN2003A', 'SOIC-16', null, 'Seven Darlington drivers, 50 V, 0.5 A', 'driver relay darlington', null),
               ('ULN2003AN', 'Texas Instruments', 'uln2003a', 'Transistor_Array:ULN2003A', 'DIP-16', null, 'Seven Darlington drivers, 50 V, 0.5 A', 'driver relay darlington', null),
               ('DRV8833PWR', 'Texas Instruments', 'drv8833', 'Driver_Motor:DRV8833PW', 'TSSOP-16', null, 'Motor driver, two H bridges, 10.8 V, 0.5 A', 'driver motor stepper', null),
               ('UCC27524DR', 'Texas Instruments', 'ucc27524', 'Driver_FET:UCC27524D', 'SOIC-8', null, 'Gate driver, two channels, 5 A', 'driver mosfet gate', null))
       m (mpn, maker, sheet, symbol, package, footprint, description, keywords, interface);

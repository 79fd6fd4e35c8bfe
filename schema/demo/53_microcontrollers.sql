-- Microcontrollers and radio modules.

-- STM32: the letter after the series is the pin count, the next one the flash, the
-- next one the package; KiCad's symbols have x for the temperature range.
insert into demo_product (category, mpn, maker, sheet, symbol, package, description, keywords, parameters)
select 'Integrated circuits/Microcontrollers/STM32', m.head || '6', 'STMicroelectronics', lower(left(m.head, 11)),
       format('MCU_ST_%s:%sx', left(m.head, 7), m.head), m.package,
       format('Microcontroller %s, %s MHz, %s KiB flash, %s KiB RAM', m.core, m.mhz, m.flash, m.ram),
       'mcu microcontroller arm cortex stm32',
       jsonb_build_object('Core', m.core, 'Clock', m.mhz, 'Flash', m.flash, 'RAM', m.ram)
  from (values ('STM32C011F6P', 'Cortex-M0+', 48, 32, 6, 'TSSOP-20'), ('STM32C031C6T', 'Cortex-M0+', 48, 32, 12, 'LQFP-48'),
               ('STM32C031K6T', 'Cortex-M0+', 48, 32, 12, 'LQFP-32'), ('STM32F030F4P', 'Cortex-M0', 48, 16, 4, 'TSSOP-20'),
               ('STM32F030K6T', 'Cortex-M0', 48, 32, 4, 'LQFP-32'), ('STM32F030C8T', 'Cortex-M0', 48, 64, 8, 'LQFP-48'),
               ('STM32F030R8T', 'Cortex-M0', 48, 64, 8, 'LQFP-64'), ('STM32F042K6T', 'Cortex-M0', 48, 32, 6, 'LQFP-32'),
               ('STM32F072C8T', 'Cortex-M0', 48, 64, 16, 'LQFP-48'), ('STM32F072CBT', 'Cortex-M0', 48, 128, 16, 'LQFP-48'),
               ('STM32F103C8T', 'Cortex-M3', 72, 64, 20, 'LQFP-48'), ('STM32F103CBT', 'Cortex-M3', 72, 128, 20, 'LQFP-48'),
               ('STM32F103R8T', 'Cortex-M3', 72, 64, 20, 'LQFP-64'), ('STM32F103RBT', 'Cortex-M3', 72, 128, 20, 'LQFP-64'),
               ('STM32F103RCT', 'Cortex-M3', 72, 256, 48, 'LQFP-64'), ('STM32F103VET', 'Cortex-M3', 72, 512, 64, 'LQFP-100'),
               ('STM32F303CCT', 'Cortex-M4F', 72, 256, 40, 'LQFP-48'), ('STM32F401RCT', 'Cortex-M4F', 84, 256, 64, 'LQFP-64'),
               ('STM32F401RET', 'Cortex-M4F', 84, 512, 96, 'LQFP-64'), ('STM32F405RGT', 'Cortex-M4F', 168, 1024, 192, 'LQFP-64'),
               ('STM32F407VGT', 'Cortex-M4F', 168, 1024, 192, 'LQFP-100'), ('STM32F407ZGT', 'Cortex-M4F', 168, 1024, 192, 'LQFP-144'),
               ('STM32F411RET', 'Cortex-M4F', 100, 512, 128, 'LQFP-64'), ('STM32F446RET', 'Cortex-M4F', 180, 512, 128, 'LQFP-64'),
               ('STM32G030F6P', 'Cortex-M0+', 64, 32, 8, 'TSSOP-20'), ('STM32G030K8T', 'Cortex-M0+', 64, 64, 8, 'LQFP-32'),
               ('STM32G031F8P', 'Cortex-M0+', 64, 64, 8, 'TSSOP-20'), ('STM32G031K8T', 'Cortex-M0+', 64, 64, 8, 'LQFP-32'),
               ('STM32G070CBT', 'Cortex-M0+', 64, 128, 36, 'LQFP-48'), ('STM32G070RBT', 'Cortex-M0+', 64, 128, 36, 'LQFP-64'),
               ('STM32G431CBT', 'Cortex-M4F', 170, 128, 32, 'LQFP-48'), ('STM32G431KBT', 'Cortex-M4F', 170, 128, 32, 'LQFP-32'),
               ('STM32G474CET', 'Cortex-M4F', 170, 512, 128, 'LQFP-48'), ('STM32G474RET', 'Cortex-M4F', 170, 512, 128, 'LQFP-64'),
               ('STM32H743VIT', 'Cortex-M7', 480, 2048, 1024, 'LQFP-100'), ('STM32H743ZIT', 'Cortex-M7', 480, 2048, 1024, 'LQFP-144'),
               ('STM32H750VBT', 'Cortex-M7', 480, 128, 1024, 'LQFP-100'), ('STM32L031K6T', 'Cortex-M0+', 32, 32, 8, 'LQFP-32'),
               ('STM32L051C8T', 'Cortex-M0+', 32, 64, 8, 'LQFP-48'), ('STM32L053R8T', 'Cortex-M0+', 32, 64, 8, 'LQFP-64'),
               ('STM32L433RCT', 'Cortex-M4F', 80, 256, 64, 'LQFP-64'), ('STM32L476RGT', 'Cortex-M4F', 80, 1024, 128, 'LQFP-64'))
       m (head, core, mhz, flash, ram, package);

-- AVR: U is industrial temperature, which KiCad's symbol names leave out.
insert into demo_product (category, mpn, maker, sheet, symbol, package, description, keywords, parameters, active)
select 'Integrated circuits/Microcontrollers/AVR', m.mpn, 'Microchip', m.sheet,
       case when m.mpn like 'ATtiny%' then 'MCU_Microchip_ATtiny:' else 'MCU_Microchip_ATmega:' end || m.symbol,
       m.package,
       format('Microcontroller AVR, %s MHz, %s KiB flash, %s KiB RAM', m.mhz, m.flash, m.ram)
           || case when m.active then '' else ', superseded by ATtiny13A' end,
       'mcu microcontroller avr atmel',
       jsonb_build_object('Core', 'AVR', 'Clock', m.mhz, 'Flash', m.flash, 'RAM', m.ram), m.active
  from (values ('ATmega328P-AU', 'ATmega48A-PA-88A-PA-168A-PA-328-P-DS-DS40002061B', 'ATmega328P-A', 20, 32, '2', 'TQFP-32', true),
               ('ATmega328P-PU', 'ATmega48A-PA-88A-PA-168A-PA-328-P-DS-DS40002061B', 'ATmega328P-P', 20, 32, '2', 'DIP-28', true),
               ('ATmega328PB-AU', '40001906C', 'ATmega328PB-A', 20, 32, '2', 'TQFP-32', true),
               ('ATmega168PA-AU', 'ATmega48A-PA-88A-PA-168A-PA-328-P-DS-DS40002061B', 'ATmega168PA-A', 20, 16, '1', 'TQFP-32', true),
               ('ATmega168PA-PU', 'ATmega48A-PA-88A-PA-168A-PA-328-P-DS-DS40002061B', 'ATmega168PA-P', 20, 16, '1', 'DIP-28', true),
               ('ATmega88PA-AU', 'ATmega48A-PA-88A-PA-168A-PA-328-P-DS-DS40002061B', 'ATmega88PA-A', 20, 8, '1', 'TQFP-32', true),
               ('ATmega48PA-PU', 'ATmega48A-PA-88A-PA-168A-PA-328-P-DS-DS40002061B', 'ATmega48PA-P', 20, 4, '0.5', 'DIP-28', true),
               ('ATmega32U4-AU', 'Atmel-7766-8-bit-AVR-ATmega16U4-32U4_Datasheet', 'ATmega32U4-A', 16, 32, '2.5', 'TQFP-44', true),
               ('ATmega16U2-AU', 'doc7799', 'ATmega16U2-A', 16, 16, '0.5', 'TQFP-32', true),
               ('ATmega64A-AU', 'atmel-8160-8-bit-avr-microcontroller-atmega64a_datasheet', 'ATmega64A-A', 16, 64, '4', 'TQFP-64', true),
               ('ATmega4808-AU', 'ATmega4808-09-DataSheet-DS40002173C', 'ATmega4808-A', 20, 48, '6', 'TQFP-32', true),
               ('ATtiny1614-SSN', 'ATtiny1614-16-17-DataSheet-DS40002204A', 'ATtiny1614-SS', 20, 16, '2', 'SOIC-14', true),
               ('ATtiny814-SSN', '40001912A', 'ATtiny814-SS', 20, 8, '0.5', 'SOIC-14', true),
               ('ATtiny412-SSN', '40001911A', 'ATtiny412-SS', 20, 4, '0.25', 'SOIC-8', true),
               ('ATtiny202-SSN', '40001969A', 'ATtiny202-SS', 20, 2, '0.125', 'SOIC-8', true),
               ('ATtiny84A-PU', 'doc8183', 'ATtiny84A-P', 20, 8, '0.5', 'DIP-14', true),
               ('ATtiny84A-SSU', 'doc8183', 'ATtiny84A-SS', 20, 8, '0.5', 'SOIC-14', true),
               ('ATtiny45-20PU', 'atmel-2586-avr-8-bit-microcontroller-attiny25-attiny45-attiny85_datasheet', 'ATtiny45-20P', 20, 4, '0.25', 'DIP-8', true),
               ('ATtiny25-20SSU', 'atmel-2586-avr-8-bit-microcontroller-attiny25-attiny45-attiny85_datasheet', 'ATtiny25-20SS', 20, 2, '0.125', 'SOIC-8', true),
               -- An inactive part: kept for old boards, not offered any more.
               ('ATtiny13-20PU', 'doc2535', 'ATtiny13-20P', 20, 1, '0.0625', 'DIP-8', false))
       m (mpn, sheet, symbol, mhz, flash, ram, package, active);

insert into demo_product (category, mpn, maker, sheet, symbol, package, description, keywords, parameters)
select 'Integrated circuits/Microcontrollers/PIC', m.mpn, 'Microchip', m.sheet,
       format('MCU_Microchip_%s:%s', left(m.mpn, 5), m.symbol), m.package,
       format('Microcontroller PIC, %s MHz, %s KiB flash, %s byte RAM', m.mhz, m.flash, m.bytes),
       'mcu microcontroller pic', jsonb_build_object('Core', 'PIC', 'Clock', m.mhz, 'Flash', m.flash)
  from (values ('PIC10F200T-I/OT', '40001239F', 'PIC10F200-IOT', 4, '0.375', 16, 'SOT-23-6'),
               ('PIC10F322T-I/OT', '40001585D', 'PIC10F322-IOT', 16, '0.875', 64, 'SOT-23-6'),
               ('PIC12F675-I/SN', '41190G', 'PIC12F675-xSN', 20, '1.75', 64, 'SOIC-8'),
               ('PIC12F683-I/P', '41211D_', 'PIC12F683-xP', 20, '3.5', 128, 'DIP-8'),
               ('PIC12F1822-I/SN', '40001413E', 'PIC12F1822-xSN', 32, '3.5', 128, 'SOIC-8'),
               ('PIC12F1840-I/SN', '40001441F', 'PIC12F1840-xSN', 32, '7', 256, 'SOIC-8'),
               ('PIC16F84A-04/P', '35007C', 'PIC16F84A-XXP', 4, '1.75', 68, 'DIP-18'),
               ('PIC16F628A-I/P', '40044G', 'PIC16F628A-IP', 20, '3.5', 224, 'DIP-18'),
               ('PIC16F628A-I/SO', '40044G', 'PIC16F628A-ISO', 20, '3.5', 224, 'SOIC-18W'),
               ('PIC16F690-I/SO', '40001262F', 'PIC16F690-ISO', 20, '7', 256, 'SOIC-20W'),
               ('PIC16F1454-I/SL', '40001639B', 'PIC16F1454-ISL', 48, '14', 1024, 'SOIC-14'),
               ('PIC16F1829-I/SS', '40001440E', 'PIC16F1829-ISS', 32, '14', 1024, 'SSOP-20'),
               ('PIC16F877A-I/P', '39582C', 'PIC16F877A-IP', 20, '14', 368, 'DIP-40'),
               ('PIC16F877A-I/PT', '39582C', 'PIC16F877A-IPT', 20, '14', 368, 'TQFP-44'),
               ('PIC16F887-I/P', '41291D', 'PIC16F887-IP', 20, '14', 368, 'DIP-40'),
               ('PIC18F25K22-I/SO', '40001412G', 'PIC18F25K22-xSO', 64, '32', 1536, 'SOIC-28W'),
               ('PIC18F26K22-I/SP', '40001412G', 'PIC18F26K22-xSP', 64, '64', 3896, 'DIP-28'),
               ('PIC18F25K50-I/SS', '30000684B', 'PIC18F25K50-xSS', 48, '32', 2048, 'SSOP-28'),
               ('PIC18F2550-I/SP', '39632e', 'PIC18F2550-ISP', 48, '32', 2048, 'DIP-28'),
               ('PIC18F4550-I/PT', '39632e', 'PIC18F4550-IPT', 48, '32', 2048, 'TQFP-44'))
       m (mpn, sheet, symbol, mhz, flash, bytes, package);

insert into demo_product (category, mpn, maker, sheet, symbol, footprint, description, keywords, parameters)
select 'Integrated circuits/Microcontrollers/Other', m.mpn, m.maker, m.sheet, m.symbol, m.footprint, m.description,
       m.keywords, jsonb_build_object('Core', m.core, 'Clock', m.mhz, 'RAM', m.ram)
  from (values ('RP2040', 'Raspberry Pi', 'rp2040/rp2040-datasheet', 'MCU_RaspberryPi:RP2040',
                'Package_DFN_QFN:QFN-56-1EP_7x7mm_P0.4mm_EP3.2x3.2mm', 'Microcontroller, two cores, external flash, QFN-56', 'mcu microcontroller pico', 'Cortex-M0+', 133, 264),
               ('RP2350A', 'Raspberry Pi', 'rp2350/rp2350-datasheet', 'MCU_RaspberryPi:RP2350A',
                'Package_DFN_QFN:QFN-60-1EP_7x7mm_P0.4mm_EP3.4x3.4mm', 'Microcontroller, two cores, external flash, QFN-60', 'mcu microcontroller pico', 'Cortex-M33', 150, 520),
               ('ESP32-WROOM-32E-N4', 'Espressif', 'esp32-wroom-32e_esp32-wroom-32ue', 'RF_Module:ESP32-WROOM-32E',
                'RF_Module:ESP32-WROOM-32D', 'Module, WiFi and Bluetooth, 4 MiB flash, antenna', 'mcu wifi bluetooth esp32 module', 'Xtensa LX6', 240, 520),
               ('ESP32-S3-WROOM-1-N8', 'Espressif', 'esp32-s3-wroom-1_wroom-1u', 'RF_Module:ESP32-S3-WROOM-1',
                'RF_Module:ESP32-S3-WROOM-1', 'Module, WiFi and Bluetooth LE, 8 MiB flash, antenna', 'mcu wifi bluetooth esp32 module', 'Xtensa LX7', 240, 512),
               ('ESP32-C3-WROOM-02-N4', 'Espressif', 'esp32-c3-wroom-02', 'RF_Module:ESP32-C3-WROOM-02',
                'RF_Module:ESP32-C3-WROOM-02', 'Module, WiFi and Bluetooth LE, 4 MiB flash, antenna', 'mcu wifi bluetooth esp32 module risc-v', 'RISC-V', 160, 400),
               ('ESP32-C6-MINI-1-N4', 'Espressif', 'esp32-c6-mini-1_mini-1u', 'RF_Module:ESP32-C6-MINI-1',
                'RF_Module:ESP32-C6-MINI-1', 'Module, WiFi 6, Thread and Bluetooth LE, 4 MiB flash, antenna', 'mcu wifi bluetooth esp32 module risc-v', 'RISC-V', 160, 512),
               ('nRF52840-QIAA', 'Nordic Semiconductor', 'ps_nrf52840', 'MCU_Nordic:nRF52840',
                'Package_DFN_QFN:Nordic_AQFN-73-1EP_7x7mm_P0.5mm', 'Microcontroller with Bluetooth LE, USB, 1 MiB flash, AQFN-73', 'mcu bluetooth ble nrf', 'Cortex-M4F', 64, 256),
               ('CH32V003F4P6', 'WCH', 'CH32V003DS0', 'MCU_WCH_RiscV:CH32V003FxPx',
                'Package_SO:TSSOP-20_4.4x6.5mm_P0.65mm', 'Microcontroller, 16 KiB flash, TSSOP-20', 'mcu risc-v', 'RISC-V', 48, 2))
       m (mpn, maker, sheet, symbol, footprint, description, keywords, core, mhz, ram);

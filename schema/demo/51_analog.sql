-- Analog: operational amplifiers, comparators, converters, timers.

insert into demo_product (category, mpn, maker, sheet, symbol, package, description, keywords, parameters)
select 'Integrated circuits/Analog/Operational amplifiers', a.mpn, a.maker, a.sheet,
       'Amplifier_Operational:' || a.symbol, a.package,
       format('Operational amplifier, %s, %s MHz, %s', case a.channels when 1 then 'single' when 2 then 'dual' else 'quad' end,
              a.mhz, a.kind),
       'opamp op-amp amplifier',
       jsonb_build_object('Channels', a.channels, 'Bandwidth', a.mhz, 'Maximum supply voltage', a.volt)
  from (values ('LM358DR', 'Texas Instruments', 'lm358', 'LM358', 'SOIC-8', 2, '0.7', '32', 'single supply'),
               ('LM358P', 'Texas Instruments', 'lm358', 'LM358', 'DIP-8', 2, '0.7', '32', 'single supply'),
               ('LM324DR', 'Texas Instruments', 'lm324', 'LM324', 'SOIC-14', 4, '1.2', '32', 'single supply'),
               ('LM324N', 'Texas Instruments', 'lm324', 'LM324', 'DIP-14', 4, '1.2', '32', 'single supply'),
               ('TL071CDR', 'Texas Instruments', 'tl071', 'TL071', 'SOIC-8', 1, '5.25', '36', 'JFET input'),
               ('TL071CP', 'Texas Instruments', 'tl071', 'TL071', 'DIP-8', 1, '5.25', '36', 'JFET input'),
               ('TL072CDR', 'Texas Instruments', 'tl072', 'TL072', 'SOIC-8', 2, '5.25', '36', 'JFET input'),
               ('TL072CP', 'Texas Instruments', 'tl072', 'TL072', 'DIP-8', 2, '5.25', '36', 'JFET input'),
               ('TL074CDR', 'Texas Instruments', 'tl074', 'TL074', 'SOIC-14', 4, '5.25', '36', 'JFET input'),
               ('TL074CN', 'Texas Instruments', 'tl074', 'TL074', 'DIP-14', 4, '5.25', '36', 'JFET input'),
               ('TL082CDR', 'Texas Instruments', 'tl082', 'TL082', 'SOIC-8', 2, '5.25', '36', 'JFET input'),
               ('TL084CDR', 'Texas Instruments', 'tl084', 'TL084', 'SOIC-14', 4, '5.25', '36', 'JFET input'),
               ('NE5532DR', 'Texas Instruments', 'ne5532', 'NE5532', 'SOIC-8', 2, '10', '30', 'low noise, audio'),
               ('NE5532P', 'Texas Instruments', 'ne5532', 'NE5532', 'DIP-8', 2, '10', '30', 'low noise, audio'),
               ('NE5534DR', 'Texas Instruments', 'ne5534', 'NE5534', 'SOIC-8', 1, '10', '30', 'low noise, audio'),
               ('OPA2134UA', 'Texas Instruments', 'opa2134', 'OPA2134', 'SOIC-8', 2, '8', '36', 'JFET input, audio'),
               ('OPA1612AIDR', 'Texas Instruments', 'opa1612', 'OPA1612AxD', 'SOIC-8', 2, '40', '36', '1.1 nV/√Hz, audio'),
               ('OPA1678IDR', 'Texas Instruments', 'opa1678', 'OPA1678', 'SOIC-8', 2, '16', '36', 'CMOS, audio'),
               ('OPA333AIDBVR', 'Texas Instruments', 'opa333', 'OPA333xxDBV', 'SOT-23-5', 1, '0.35', '5.5', 'zero drift, 17 µA'),
               ('OPA2333AIDR', 'Texas Instruments', 'opa2333', 'OPA2333xxD', 'SOIC-8', 2, '0.35', '5.5', 'zero drift, 17 µA'),
               ('OPA340NA/250', 'Texas Instruments', 'opa340', 'OPA340NA', 'SOT-23-5', 1, '5.5', '5.5', 'rail to rail'),
               ('OPA2340UA', 'Texas Instruments', 'opa2340', 'OPA2340', 'SOIC-8', 2, '5.5', '5.5', 'rail to rail'),
               ('OPA365AIDBVR', 'Texas Instruments', 'opa365', 'OPA365xxDBV', 'SOT-23-5', 1, '50', '5.5', 'rail to rail, zero crossover'),
               ('OPA2376AIDR', 'Texas Instruments', 'opa2376', 'OPA2376xxD', 'SOIC-8', 2, '5.5', '5.5', 'precision, low noise'),
               ('OPA197IDBVR', 'Texas Instruments', 'opa197', 'OPA197xDBV', 'SOT-23-5', 1, '10', '36', 'precision, rail to rail'),
               ('OPA2197IDR', 'Texas Instruments', 'opa2197', 'OPA2197xD', 'SOIC-8', 2, '10', '36', 'precision, rail to rail'),
               ('LMV358IDR', 'Texas Instruments', 'lmv358', 'LMV358', 'SOIC-8', 2, '1', '5.5', 'rail to rail out'),
               ('LMV324IDR', 'Texas Instruments', 'lmv324', 'LMV324', 'SOIC-14', 4, '1', '5.5', 'rail to rail out'),
               ('LMV321IDBVR', 'Texas Instruments', 'lmv321', 'LMV321', 'SOT-23-5', 1, '1', '5.5', 'rail to rail out'),
               ('TLV2372IDR', 'Texas Instruments', 'tlv2372', 'TLV2372', 'SOIC-8', 2, '3', '16', 'rail to rail'),
               ('TLV9062IDR', 'Texas Instruments', 'tlv9062', 'TLV9062', 'SOIC-8', 2, '10', '5.5', 'rail to rail'),
               ('LM4562MA/NOPB', 'Texas Instruments', 'lm4562', 'LM4562', 'SOIC-8', 2, '55', '34', '2.7 nV/√Hz, audio'),
               ('MCP6001T-I/OT', 'Microchip', 'MCP6001-1R-1U-2-4-1-MHz-Low-Power-Op-Amp-DS20001733L', 'MCP6001-OT', 'SOT-23-5', 1, '1', '6', 'rail to rail, 100 µA'),
               ('MCP6002-I/SN', 'Microchip', 'MCP6001-1R-1U-2-4-1-MHz-Low-Power-Op-Amp-DS20001733L', 'MCP6002-xSN', 'SOIC-8', 2, '1', '6', 'rail to rail, 100 µA'),
               ('MCP6002-I/P', 'Microchip', 'MCP6001-1R-1U-2-4-1-MHz-Low-Power-Op-Amp-DS20001733L', 'MCP6002-xP', 'DIP-8', 2, '1', '6', 'rail to rail, 100 µA'),
               ('MCP6004-I/SL', 'Microchip', 'MCP6001-1R-1U-2-4-1-MHz-Low-Power-Op-Amp-DS20001733L', 'MCP6004', 'SOIC-14', 4, '1', '6', 'rail to rail, 100 µA'),
               ('MCP601T-I/OT', 'Microchip', '21314g', 'MCP601-xOT', 'SOT-23-5', 1, '2.8', '6', 'single supply'),
               ('AD8606ARMZ', 'Analog Devices', 'ad8605_8606_8608', 'AD8606ARM', 'MSOP-8', 2, '10', '6', 'precision, rail to rail'))
       a (mpn, maker, sheet, symbol, package, channels, mhz, volt, kind);

insert into demo_product (category, mpn, maker, sheet, symbol, package, description, keywords, parameters)
select 'Integrated circuits/Analog/Comparators', c.mpn, c.maker, c.sheet, 'Comparator:' || c.symbol, c.package,
       c.description, 'comparator', jsonb_build_object('Channels', c.channels, 'Maximum supply voltage', c.volt)
  from (values ('LM393DR', 'Texas Instruments', 'lm393', 'LM393', 'SOIC-8', 2, '36', 'Comparator, dual, open collector'),
               ('LM393P', 'Texas Instruments', 'lm393', 'LM393', 'DIP-8', 2, '36', 'Comparator, dual, open collector'),
               ('LM339DR', 'Texas Instruments', 'lm339', 'LM339', 'SOIC-14', 4, '36', 'Comparator, quad, open collector'),
               ('LM339N', 'Texas Instruments', 'lm339', 'LM339', 'DIP-14', 4, '36', 'Comparator, quad, open collector'),
               ('LM2903DR', 'Texas Instruments', 'lm2903', 'LM2903', 'SOIC-8', 2, '36', 'Comparator, dual, open collector, -40 °C'),
               ('LM2901DR', 'Texas Instruments', 'lm2901', 'LM2901', 'SOIC-14', 4, '36', 'Comparator, quad, open collector, -40 °C'),
               ('LM311DR', 'Texas Instruments', 'lm311', 'LM311', 'SOIC-8', 1, '30', 'Comparator, single, strobe'),
               ('LMV331IDBVR', 'Texas Instruments', 'lmv331', 'LMV331', 'SOT-23-5', 1, '5.5', 'Comparator, single, open drain'),
               ('LMV393IDR', 'Texas Instruments', 'lmv393', 'LMV393', 'SOIC-8', 2, '5.5', 'Comparator, dual, open drain'),
               ('TLV3501AIDBVR', 'Texas Instruments', 'tlv3501', 'TLV3501AIDBV', 'SOT-23-6', 1, '5.5', 'Comparator, single, 4.5 ns, push-pull'),
               ('TLV7031DBVR', 'Texas Instruments', 'tlv7031', 'TLV7031DBV', 'SOT-23-5', 1, '6.5', 'Comparator, single, 335 nA, push-pull'),
               ('MCP6561T-E/OT', 'Microchip', '22139C', 'MCP6561-OT', 'SOT-23-5', 1, '5.5', 'Comparator, single, 56 ns, push-pull'))
       c (mpn, maker, sheet, symbol, package, channels, volt, description);

insert into demo_product (category, mpn, maker, sheet, symbol, package, footprint, description, keywords, parameters)
select 'Integrated circuits/Analog/Converters', c.mpn, c.maker, c.sheet, c.symbol, c.package, c.footprint,
       format('%s, %s bit, %s channels, %s', c.kind, c.bits, c.channels, c.interface),
       lower(left(c.kind, 3)) || ' converter analog digital',
       jsonb_build_object('Resolution', c.bits, 'Channels', c.channels, 'Interface', c.interface)
  from (values ('MCP3004-I/SL', 'Microchip', '21295d', 'Analog_ADC:MCP3004', 'SOIC-14', null, 'ADC', 10, 4, 'SPI'),
               ('MCP3008-I/SL', 'Microchip', '21295d', 'Analog_ADC:MCP3008', 'SOIC-16', null, 'ADC', 10, 8, 'SPI'),
               ('MCP3008-I/P', 'Microchip', '21295d', 'Analog_ADC:MCP3008', 'DIP-16', null, 'ADC', 10, 8, 'SPI'),
               ('MCP3202-CI/SN', 'Microchip', '21034F', 'Analog_ADC:MCP3202', 'SOIC-8', null, 'ADC', 12, 2, 'SPI'),
               ('MCP3204-CI/SL', 'Microchip', '21298e', 'Analog_ADC:MCP3204', 'SOIC-14', null, 'ADC', 12, 4, 'SPI'),
               ('MCP3208-CI/SL', 'Microchip', '21298e', 'Analog_ADC:MCP3208', 'SOIC-16', null, 'ADC', 12, 8, 'SPI'),
               ('MCP3421A0T-E/CH', 'Microchip', '22003e', 'Analog_ADC:MCP3421A0T-ECH', 'SOT-23-6', null, 'ADC delta-sigma', 18, 1, 'I2C'),
               ('ADS1015IDGSR', 'Texas Instruments', 'ads1015', 'Analog_ADC:ADS1015IDGS', null, 'Package_SO:TSSOP-10_3x3mm_P0.5mm', 'ADC delta-sigma', 12, 4, 'I2C'),
               ('ADS1115IDGSR', 'Texas Instruments', 'ads1115', 'Analog_ADC:ADS1115IDGS', null, 'Package_SO:TSSOP-10_3x3mm_P0.5mm', 'ADC delta-sigma', 16, 4, 'I2C'),
               ('ADS1220IPWR', 'Texas Instruments', 'ads1220', 'Analog_ADC:ADS1220xPW', 'TSSOP-16', null, 'ADC delta-sigma', 24, 4, 'SPI'),
               ('ADS7828E/250', 'Texas Instruments', 'ads7828', 'Analog_ADC:ADS7828', 'TSSOP-16', null, 'ADC', 12, 8, 'I2C'),
               ('MCP4725A0T-E/CH', 'Microchip', '22039d', 'Analog_DAC:MCP4725xxx-xCH', 'SOT-23-6', null, 'DAC', 12, 1, 'I2C'),
               ('MCP4728-E/UN', 'Microchip', '22187E', 'Analog_DAC:MCP4728', 'MSOP-10', null, 'DAC', 12, 4, 'I2C'),
               ('MCP4821-E/SN', 'Microchip', '22244B', 'Analog_DAC:MCP4821', 'SOIC-8', null, 'DAC', 12, 1, 'SPI'),
               ('MCP4822-E/SN', 'Microchip', '22249A', 'Analog_DAC:MCP4822', 'SOIC-8', null, 'DAC', 12, 2, 'SPI'),
               ('MCP4921-E/SN', 'Microchip', '22248a', 'Analog_DAC:MCP4921', 'SOIC-8', null, 'DAC', 12, 1, 'SPI'),
               ('MCP4922-E/SL', 'Microchip', '22250A', 'Analog_DAC:MCP4922', 'SOIC-14', null, 'DAC', 12, 2, 'SPI'))
       c (mpn, maker, sheet, symbol, package, footprint, kind, bits, channels, interface);

insert into demo_product (category, mpn, maker, sheet, symbol, package, description, keywords, parameters)
select 'Integrated circuits/Analog/Timers', t.mpn, t.maker, t.sheet, t.symbol, t.package, t.description,
       t.keywords, jsonb_build_object('Maximum supply voltage', t.volt)
  from (values ('NE555DR', 'Texas Instruments', 'ne555', 'Timer:NE555D', 'SOIC-8', 'Timer', 'timer 555 monostable astable', '16'),
               ('NE555P', 'Texas Instruments', 'ne555', 'Timer:NE555P', 'DIP-8', 'Timer', 'timer 555 monostable astable', '16'),
               ('TLC555CDR', 'Texas Instruments', 'tlc555', 'Timer:TLC555xD', 'SOIC-8', 'Timer, CMOS', 'timer 555 monostable astable', '15'),
               ('LMC555CM/NOPB', 'Texas Instruments', 'lmc555', 'Timer:LMC555xM', 'SOIC-8', 'Timer, CMOS, 1.5 V', 'timer 555 monostable astable', '15'),
               ('DS1307Z+', 'Analog Devices', 'DS1307', 'Timer_RTC:DS1307Z+', 'SOIC-8', 'Real-time clock, I2C, 5 V', 'rtc clock calendar', '5.5'),
               ('DS3231MZ+', 'Analog Devices', 'DS3231M', 'Timer_RTC:DS3231MZ', 'SOIC-8', 'Real-time clock, I2C, 5 ppm', 'rtc clock calendar', '5.5'),
               ('MCP7940N-I/SN', 'Microchip', 'MCP7940N-Battery-Backed-I2C-RTCC-with-SRAM-20005010H', 'Timer_RTC:MCP7940N-xSN', 'SOIC-8', 'Real-time clock, I2C, battery input', 'rtc clock calendar', '5.5'))
       t (mpn, maker, sheet, symbol, package, description, keywords, volt);

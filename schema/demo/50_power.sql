-- Power: linear and switching regulators, references, supervisors, chargers.

-- Fixed linear regulators in families: {} in number and symbol stands for the
-- voltage as that family writes it.
insert into demo_product (category, mpn, maker, sheet, symbol, package, description, keywords, parameters)
select 'Integrated circuits/Power/Linear regulators', replace(f.mpn, '{}', v.written), f.maker,
       f.sheet, 'Regulator_Linear:' || replace(f.symbol, '{}', v.written), f.package,
       format('Linear regulator %s V, %s A, %s', v.volt, f.ampere, f.kind),
       'regulator ldo linear voltage fixed',
       jsonb_build_object('Output voltage', v.volt, 'Current', f.ampere,
                          'Maximum input voltage', f.input)
  from (values ('AMS1117-{}', 'AMS', 'ds1117', 'AMS1117-{}', 'SOT-223', '1', '15', '1.3 V drop'),
               ('LM1117MP-{}/NOPB', 'Texas Instruments', 'lm1117', 'LM1117MP-{}', 'SOT-223', '0.8', '15', '1.2 V drop'),
               ('LD1117S{}TR', 'STMicroelectronics', 'ld1117', 'LD1117S{}TR_SOT223', 'SOT-223', '0.8', '15', '1 V drop'),
               ('MCP1700T-{}02E/TT', 'Microchip', '20001826E', 'MCP1700x-{}0xxTT', 'SOT-23', '0.25', '6', '1.6 µA quiescent'),
               ('MCP1703AT-{}02E/DB', 'Microchip', '20005122B', 'MCP1703Ax-{}0xxDB', 'SOT-223', '0.25', '16', '2 µA quiescent'),
               ('LP5907MFX-{}/NOPB', 'Texas Instruments', 'lp5907', 'LP5907MFX-{}', 'SOT-23-5', '0.25', '5.5', 'low noise'),
               ('AP2112K-{}TRG1', 'Diodes Incorporated', 'AP2112', 'AP2112K-{}', 'SOT-23-5', '0.6', '6', 'low drop'),
               ('MIC5504-{}YM5-TR', 'Microchip', 'MIC550X', 'MIC5504-{}YM5', 'SOT-23-5', '0.3', '5.5', 'low drop'),
               ('AP7361C-{}E-13', 'Diodes Incorporated', 'AP7361C', 'AP7361C-{}E', 'SOT-223', '1', '6', 'low drop'),
               ('L78{}CV', 'STMicroelectronics', 'l78', 'L78{}', 'TO-220', '1.5', '35', 'positive'),
               ('L79{}CV', 'STMicroelectronics', 'l79', 'L79{}', 'TO-220', '1.5', '-35', 'negative'),
               ('L78L{}ABUTR', 'STMicroelectronics', 'l78l', 'L78L{}_SOT89', 'SOT-89', '0.1', '30', 'positive'))
       f (mpn, maker, sheet, symbol, package, ampere, input, kind)
  join (values ('AMS1117', '1.5', '1.5'), ('AMS1117', '1.8', '1.8'), ('AMS1117', '2.5', '2.5'),
               ('AMS1117', '3.3', '3.3'), ('AMS1117', '5', '5.0'),
               ('LM1117MP', '1.8', '1.8'), ('LM1117MP', '2.5', '2.5'),
               ('LM1117MP', '3.3', '3.3'), ('LM1117MP', '5', '5.0'),
               ('LD1117S', '1.2', '12'), ('LD1117S', '1.8', '18'), ('LD1117S', '2.5', '25'),
               ('LD1117S', '3.3', '33'), ('LD1117S', '5', '50'),
               ('MCP1700T', '1.2', '12'), ('MCP1700T', '1.8', '18'), ('MCP1700T', '2.5', '25'),
               ('MCP1700T', '3', '30'), ('MCP1700T', '3.3', '33'), ('MCP1700T', '5', '50'),
               ('MCP1703AT', '1.8', '18'), ('MCP1703AT', '3.3', '33'), ('MCP1703AT', '5', '50'),
               ('LP5907MFX', '1.2', '1.2'), ('LP5907MFX', '1.8', '1.8'),
               ('LP5907MFX', '2.5', '2.5'), ('LP5907MFX', '2.8', '2.8'),
               ('LP5907MFX', '3', '3.0'), ('LP5907MFX', '3.3', '3.3'),
               ('AP2112K', '1.2', '1.2'), ('AP2112K', '1.8', '1.8'), ('AP2112K', '2.5', '2.5'),
               ('AP2112K', '3.3', '3.3'),
               ('MIC5504', '1.2', '1.2'), ('MIC5504', '1.8', '1.8'), ('MIC5504', '2.5', '2.5'),
               ('MIC5504', '2.8', '2.8'), ('MIC5504', '3.3', '3.3'),
               ('AP7361C', '1.2', '12'), ('AP7361C', '1.8', '18'), ('AP7361C', '2.5', '25'),
               ('AP7361C', '3.3', '33'),
               ('L78', '5', '05'), ('L78', '6', '06'), ('L78', '8', '08'), ('L78', '9', '09'),
               ('L78', '12', '12'), ('L78', '15', '15'), ('L78', '18', '18'), ('L78', '24', '24'),
               ('L79', '-5', '05'), ('L79', '-8', '08'), ('L79', '-12', '12'), ('L79', '-15', '15'),
               ('L78L', '5', '05'), ('L78L', '8', '08'), ('L78L', '12', '12'),
               ('L78L', '3.3', '33'))
       v (family, volt, written) on f.mpn ~ ('^' || v.family || '-?[{]')
 order by f.mpn, v.volt::numeric;

insert into demo_product (category, mpn, maker, sheet, symbol, package, description, keywords, parameters)
values ('Integrated circuits/Power/Linear regulators', 'LM317T', 'STMicroelectronics', 'lm317',
        'Regulator_Linear:LM317_TO-220', 'TO-220', 'Linear regulator adjustable 1.2 to 37 V, 1.5 A, positive',
        'regulator linear voltage adjustable', '{"Current": "1.5", "Maximum input voltage": "40"}'),
       ('Integrated circuits/Power/Linear regulators', 'LM337SP', 'STMicroelectronics', 'lm337',
        'Regulator_Linear:LM337_TO220', 'TO-220', 'Linear regulator adjustable -1.2 to -37 V, 1.5 A, negative',
        'regulator linear voltage adjustable', '{"Current": "1.5", "Maximum input voltage": "-40"}'),
       ('Integrated circuits/Power/Linear regulators', 'LM1117MP-ADJ/NOPB', 'Texas Instruments', 'lm1117',
        'Regulator_Linear:LM1117MP-ADJ', 'SOT-223', 'Linear regulator adjustable 1.25 to 13.8 V, 0.8 A, 1.2 V drop',
        'regulator ldo linear voltage adjustable', '{"Current": "0.8", "Maximum input voltage": "15"}');

insert into demo_product (category, mpn, maker, sheet, symbol, package, footprint, description, keywords, parameters)
select 'Integrated circuits/Power/Switching regulators', r.mpn, r.maker, r.sheet,
       'Regulator_Switching:' || r.symbol, r.package,
       r.footprint, r.description, 'regulator switching dcdc converter smps',
       jsonb_build_object('Current', r.ampere, 'Maximum input voltage', r.input, 'Output voltage', r.volt)
  from (values ('LM2596S-3.3/NOPB', 'Texas Instruments', 'lm2596', 'LM2596S-3.3', 'D2PAK-5', null, 'Step-down 3.3 V, 3 A, 150 kHz', '3', '40', '3.3'),
               ('LM2596S-5.0/NOPB', 'Texas Instruments', 'lm2596', 'LM2596S-5', 'D2PAK-5', null, 'Step-down 5 V, 3 A, 150 kHz', '3', '40', '5'),
               ('LM2596S-12/NOPB', 'Texas Instruments', 'lm2596', 'LM2596S-12', 'D2PAK-5', null, 'Step-down 12 V, 3 A, 150 kHz', '3', '40', '12'),
               ('LM2596S-ADJ/NOPB', 'Texas Instruments', 'lm2596', 'LM2596S-ADJ', 'D2PAK-5', null, 'Step-down adjustable, 3 A, 150 kHz', '3', '40', null),
               ('LM2674M-5.0/NOPB', 'Texas Instruments', 'lm2674', 'LM2674M-5.0', 'SOIC-8', null, 'Step-down 5 V, 0.5 A, 260 kHz', '0.5', '40', '5'),
               ('TPS5430DDAR', 'Texas Instruments', 'tps5430', 'TPS5430DDA', 'SO PowerPAD-8', null, 'Step-down adjustable, 3 A, 500 kHz', '3', '36', null),
               ('TPS562200DDCR', 'Texas Instruments', 'tps562200', 'TPS562200', 'SOT-23-6', null, 'Step-down adjustable, 2 A, 650 kHz', '2', '17', null),
               ('TPS563200DDCR', 'Texas Instruments', 'tps563200', 'TPS563200', 'SOT-23-6', null, 'Step-down adjustable, 3 A, 650 kHz', '3', '17', null),
               ('TPS54302DDCR', 'Texas Instruments', 'tps54302', 'TPS54302', 'SOT-23-6', null, 'Step-down adjustable, 3 A, 400 kHz', '3', '28', null),
               ('LMR16006YQDDCRQ1', 'Texas Instruments', 'lmr16006y-q1', 'LMR16006YQ', 'SOT-23-6', null, 'Step-down adjustable, 0.6 A, 2.1 MHz', '0.6', '40', null),
               ('TPS62130RGTR', 'Texas Instruments', 'tps62130', 'TPS62130', null, 'Package_DFN_QFN:VQFN-16-1EP_3x3mm_P0.5mm_EP1.68x1.68mm_ThermalVias', 'Step-down adjustable, 3 A, 2.5 MHz, VQFN-16', '3', '17', null),
               ('TPS62203DBVR', 'Texas Instruments', 'tps62203', 'TPS62203DBV', 'SOT-23-5', null, 'Step-down 3.3 V, 0.3 A, 1 MHz', '0.3', '6', '3.3'),
               ('AP63200WU-7', 'Diodes Incorporated', 'AP63200-AP63201-AP63203-AP63205', 'AP63200WU', 'TSOT-23-6', null, 'Step-down adjustable, 2 A, 500 kHz', '2', '32', null),
               ('AP63203WU-7', 'Diodes Incorporated', 'AP63200-AP63201-AP63203-AP63205', 'AP63203WU', 'TSOT-23-6', null, 'Step-down 3.3 V, 2 A, 1.1 MHz', '2', '32', '3.3'),
               ('AP63205WU-7', 'Diodes Incorporated', 'AP63200-AP63201-AP63203-AP63205', 'AP63205WU', 'TSOT-23-6', null, 'Step-down 5 V, 2 A, 1.1 MHz', '2', '32', '5'),
               ('TPS61040DBVR', 'Texas Instruments', 'tps61040', 'TPS61040DBV', 'SOT-23-5', null, 'Step-up adjustable to 28 V, 0.4 A switch', '0.4', '6', null),
               ('LMR62014XMF/NOPB', 'Texas Instruments', 'lmr62014', 'LMR62014XMF', 'SOT-23-5', null, 'Step-up adjustable to 20 V, 1.4 A switch', '1.4', '14', null),
               ('TPS63000DRCR', 'Texas Instruments', 'tps63000', 'TPS63000', null, 'Package_SON:Texas_DRC0010J_ThermalVias', 'Buck-boost adjustable 1.2 to 5.5 V, 1.8 A switch, VSON-10', '1.8', '5.5', null),
               ('MC34063ADR', 'Texas Instruments', 'mc34063a', 'MC34063AD', 'SOIC-8', null, 'Step-up, step-down, inverting, 1.5 A switch', '1.5', '40', null),
               ('MC34063AP', 'Texas Instruments', 'mc34063a', 'MC34063AP', 'DIP-8', null, 'Step-up, step-down, inverting, 1.5 A switch', '1.5', '40', null),
               ('MCP16301T-I/CHY', 'Microchip', '20005004D', 'MCP16301x-xCH', 'SOT-23-6', null, 'Step-down adjustable, 0.6 A, 500 kHz', '0.6', '30', null))
       r (mpn, maker, sheet, symbol, package, footprint, description, ampere, input, volt);

insert into demo_product (category, mpn, maker, sheet, symbol, package, description, keywords, parameters)
select 'Integrated circuits/Power/References', r.mpn, r.maker, r.sheet, 'Reference_Voltage:' || r.symbol,
       r.package, r.description, 'voltage reference shunt precision',
       jsonb_build_object('Output voltage', r.volt, 'Tolerance', r.percent)
  from (values ('TL431IDBZR', 'Texas Instruments', 'tl431', 'TL431DBZ', 'SOT-23', 'Shunt reference adjustable from 2.5 V, 1 %', '2.5', '1'),
               ('TL431ACD', 'Texas Instruments', 'tl431', 'TL431D', 'SOIC-8', 'Shunt reference adjustable from 2.5 V, 1 %', '2.5', '1'),
               ('TL431ACLP', 'Texas Instruments', 'tl431', 'TL431LP', 'TO-92', 'Shunt reference adjustable from 2.5 V, 1 %', '2.5', '1'),
               ('LM4040AIM3-2.5', 'Texas Instruments', 'lm4040', 'LM4040DBZ-2.5', 'SOT-23', 'Shunt reference 2.5 V, 0.1 %', '2.5', '0.1'),
               ('LM4040AIM3-4.1', 'Texas Instruments', 'lm4040', 'LM4040DBZ-4.1', 'SOT-23', 'Shunt reference 4.096 V, 0.1 %', '4.096', '0.1'),
               ('LM4040AIM3-5.0', 'Texas Instruments', 'lm4040', 'LM4040DBZ-5', 'SOT-23', 'Shunt reference 5 V, 0.1 %', '5', '0.1'),
               ('REF3025AIDBZR', 'Texas Instruments', 'ref3025', 'REF3025', 'SOT-23', 'Series reference 2.5 V, 0.2 %', '2.5', '0.2'),
               ('REF3030AIDBZR', 'Texas Instruments', 'ref3030', 'REF3030', 'SOT-23', 'Series reference 3 V, 0.2 %', '3', '0.2'),
               ('REF3033AIDBZR', 'Texas Instruments', 'ref3033', 'REF3033', 'SOT-23', 'Series reference 3.3 V, 0.2 %', '3.3', '0.2'),
               ('REF5025AID', 'Texas Instruments', 'ref5025', 'REF5025AD', 'SOIC-8', 'Series reference 2.5 V, 0.1 %, low noise', '2.5', '0.1'),
               ('REF5050AID', 'Texas Instruments', 'ref5050', 'REF5050AD', 'SOIC-8', 'Series reference 5 V, 0.1 %, low noise', '5', '0.1'),
               ('ADR4525BRZ', 'Analog Devices', 'ADR4520_4525_4530_4533_4540_4550', 'ADR4525', 'SOIC-8', 'Series reference 2.5 V, 0.02 %', '2.5', '0.02'),
               ('MCP1525T-I/TT', 'Microchip', '21653C', 'MCP1525-TT', 'SOT-23', 'Series reference 2.5 V, 1 %', '2.5', '1'),
               ('MCP1541T-I/TT', 'Microchip', '21653C', 'MCP1541-TT', 'SOT-23', 'Series reference 4.096 V, 1 %', '4.096', '1'))
       r (mpn, maker, sheet, symbol, package, description, volt, percent);

insert into demo_product (category, mpn, maker, sheet, symbol, package, footprint, description, keywords)
select 'Integrated circuits/Power/Supervisors and chargers', r.mpn, r.maker, r.sheet, r.symbol, r.package,
       r.footprint, r.description, r.keywords
  from (values ('TPS3839G33DBZR', 'Texas Instruments', 'tps3839', 'Power_Supervisor:TPS3839DBZ', 'SOT-23', null, 'Reset at 3.08 V, 150 nA', 'reset supervisor brownout'),
               ('TPS3808G33DBVR', 'Texas Instruments', 'tps3808', 'Power_Supervisor:TPS3808DBV', 'SOT-23-6', null, 'Reset at 3.07 V, delay set by capacitor', 'reset supervisor brownout'),
               ('MCP130T-315I/TT', 'Microchip', '11184d', 'Power_Supervisor:MCP130-xxxxTT', 'SOT-23', null, 'Reset at 3.15 V, open drain', 'reset supervisor brownout'),
               ('MCP130T-450I/TT', 'Microchip', '11184d', 'Power_Supervisor:MCP130-xxxxTT', 'SOT-23', null, 'Reset at 4.5 V, open drain', 'reset supervisor brownout'),
               ('MCP73831T-2ACI/OT', 'Microchip', '20001984g', 'Battery_Management:MCP73831-2-OT', 'SOT-23-5', null, 'Charger for one Li-ion cell, 4.2 V, 0.5 A', 'battery charger lithium lipo'),
               ('LTC4054ES5-4.2', 'Analog Devices', '405442xf', 'Battery_Management:LTC4054ES5-4.2', 'TSOT-23-5', null, 'Charger for one Li-ion cell, 4.2 V, 0.8 A', 'battery charger lithium lipo'),
               ('BQ24074RGTR', 'Texas Instruments', 'bq24074', 'Battery_Management:BQ24074RGT', null, 'Package_DFN_QFN:VQFN-16-1EP_3x3mm_P0.5mm_EP1.6x1.6mm', 'Charger for one Li-ion cell with power path, 1.5 A, VQFN-16', 'battery charger lithium lipo usb'))
       r (mpn, maker, sheet, symbol, package, footprint, description, keywords);

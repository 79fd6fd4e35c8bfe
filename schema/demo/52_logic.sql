-- Logic: Nexperia 74HC and 74HCT in SO and TSSOP, TI's single gates in two sizes.
-- KiCad draws a function of the 74 family once, under whichever of its names was
-- first; the pins are the same, so a 74HC08 has the symbol 74LS08.

create temporary table logic_function (
    number text, symbol text, pins integer, hct boolean, description text
) on commit drop;

insert into logic_function values
    ('00', '74HC00', 14, true, 'Quad 2-input NAND'),
    ('02', '74HC02', 14, true, 'Quad 2-input NOR'),
    ('04', '74HC04', 14, true, 'Hex inverter'),
    ('08', '74LS08', 14, true, 'Quad 2-input AND'),
    ('10', '74LS10', 14, false, 'Triple 3-input NAND'),
    ('11', '74LS11', 14, false, 'Triple 3-input AND'),
    ('14', '74HC14', 14, true, 'Hex inverter, Schmitt trigger'),
    ('20', '74LS20', 14, false, 'Dual 4-input NAND'),
    ('21', '74LS21', 14, false, 'Dual 4-input AND'),
    ('27', '74LS27', 14, false, 'Triple 3-input NOR'),
    ('30', '74LS30', 14, false, '8-input NAND'),
    ('32', '74LS32', 14, true, 'Quad 2-input OR'),
    ('74', '74HC74', 14, true, 'Dual D flip-flop'),
    ('85', '74HC85', 16, false, '4-bit comparator'),
    ('86', '74HC86', 14, true, 'Quad 2-input XOR'),
    ('123', '74HC123', 16, true, 'Dual monostable, retriggerable'),
    ('125', '74LS125', 14, true, 'Quad buffer, 3-state, enable low'),
    ('126', '74LS126', 14, true, 'Quad buffer, 3-state, enable high'),
    ('132', '74LS132', 14, true, 'Quad 2-input NAND, Schmitt trigger'),
    ('138', '74HC138', 16, true, '3 to 8 decoder, inverting'),
    ('139', '74LS139', 16, true, 'Dual 2 to 4 decoder, inverting'),
    ('151', '74LS151', 16, false, '8-input multiplexer'),
    ('153', '74LS153', 16, false, 'Dual 4-input multiplexer'),
    ('157', '74LS157', 16, true, 'Quad 2-input multiplexer'),
    ('161', '74LS161', 16, false, '4-bit binary counter, asynchronous reset'),
    ('163', '74LS163', 16, false, '4-bit binary counter, synchronous reset'),
    ('164', '74HC164', 14, true, '8-bit shift register, serial in, parallel out'),
    ('165', '74HC165', 16, true, '8-bit shift register, parallel in, serial out'),
    ('174', '74LS174', 16, false, 'Hex D flip-flop, reset'),
    ('175', '74LS175', 16, false, 'Quad D flip-flop, reset'),
    ('193', '74HC193', 16, false, '4-bit up/down counter'),
    ('238', '74HC238', 16, true, '3 to 8 decoder'),
    ('240', '74HC240', 20, true, 'Octal buffer, inverting, 3-state'),
    ('244', '74HC244', 20, true, 'Octal buffer, 3-state'),
    ('245', '74HC245', 20, true, 'Octal transceiver, 3-state'),
    ('257', '74LS257', 16, false, 'Quad 2-input multiplexer, 3-state'),
    ('259', '74LS259', 16, true, '8-bit addressable latch'),
    ('273', '74HC273', 20, true, 'Octal D flip-flop, reset'),
    ('373', '74HC373', 20, true, 'Octal latch, 3-state'),
    ('374', '74HC374', 20, true, 'Octal D flip-flop, 3-state'),
    ('393', '74LS393', 14, true, 'Dual 4-bit binary counter'),
    ('541', '74LS541', 20, true, 'Octal buffer, 3-state, flow-through'),
    ('573', '74LS573', 20, true, 'Octal latch, 3-state, flow-through'),
    ('574', '74LS574', 20, true, 'Octal D flip-flop, 3-state, flow-through'),
    ('594', '74HC594', 16, false, '8-bit shift register with output register, reset'),
    ('595', '74HC595', 16, true, '8-bit shift register with output register, 3-state'),
    ('4024', '74HC4024', 14, false, '7-stage ripple counter'),
    ('4051', '74HC4051', 16, true, '8-channel analog multiplexer'),
    ('4060', '74HC4060', 16, false, '14-stage ripple counter with oscillator');

insert into demo_product (category, mpn, maker, sheet, symbol, package, description, keywords, parameters)
select 'Integrated circuits/Logic/' || f.family, f.family || l.number || p.code, 'Nexperia',
       format('74HC_HCT%s', l.number), '74xx:' || l.symbol, p.package, l.description,
       'logic gate cmos ttl 74' || l.number, jsonb_build_object('Supply voltage', f.volt)
  from logic_function l
  join (values ('74HC', '2 - 6'), ('74HCT', '4.5 - 5.5')) f (family, volt)
    on f.family = '74HC' or l.hct
  join (values (14, 'D', 'SOIC-14'), (14, 'PW', 'TSSOP-14'), (16, 'D', 'SOIC-16'),
               (16, 'PW', 'TSSOP-16'), (20, 'D', 'SOIC-20W'), (20, 'PW', 'TSSOP-20'))
       p (pins, code, package) on p.pins = l.pins
 order by f.family, l.number::integer, p.code;

insert into demo_product (category, mpn, maker, sheet, symbol, package, description, keywords, parameters)
select 'Integrated circuits/Logic/74LVC single gate', format('SN74LVC1G%s%sR', g.number, p.code),
       'Texas Instruments', 'sn74lvc1g' || g.number, '74xGxx:74LVC1G' || g.number, p.package,
       g.description, 'logic single gate cmos little logic', jsonb_build_object('Supply voltage', '1.65 - 5.5')
  from (values ('00', 5, '2-input NAND'), ('02', 5, '2-input NOR'), ('04', 5, 'Inverter'),
               ('06', 5, 'Inverter, open drain'), ('07', 5, 'Buffer, open drain'), ('08', 5, '2-input AND'),
               ('14', 5, 'Inverter, Schmitt trigger'), ('17', 5, 'Buffer, Schmitt trigger'),
               ('32', 5, '2-input OR'), ('34', 5, 'Buffer'), ('66', 5, 'Analog switch'),
               ('79', 5, 'D flip-flop'), ('86', 5, '2-input XOR'), ('125', 5, 'Buffer, 3-state, enable low'),
               ('126', 5, 'Buffer, 3-state, enable high'), ('57', 6, 'Configurable gate'),
               ('97', 6, 'Configurable gate'), ('3157', 6, 'Analog switch, double throw'))
       g (number, pins, description)
  join (values (5, 'DBV', 'SOT-23-5'), (5, 'DCK', 'SC-70-5'), (6, 'DBV', 'SOT-23-6'), (6, 'DCK', 'SC-70-6'))
       p (pins, code, package) on p.pins = g.pins
 order by g.number::integer, p.code;

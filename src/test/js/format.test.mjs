import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  formatCount, formatDecimal, formatDuration, formatInteger, formatInterval, formatOrdinal,
} from '../../main/resources/web/assets/format.js';

test('integers have thousands separators and a minus sign', () => {
  assert.equal(formatInteger(0n), '0');
  assert.equal(formatInteger(999), '999');
  assert.equal(formatInteger(1_000_000n), '1,000,000');
  assert.equal(formatInteger(-100n), '\u2212100');
  assert.equal(formatInteger(-(2n ** 63n)), '\u22129,223,372,036,854,775,808');
  assert.equal(formatInteger(2n ** 64n), '18,446,744,073,709,551,616');
});

test('decimals are fixed', () => {
  assert.equal(formatDecimal(1234.56), '1,234.6');
  assert.equal(formatDecimal(7.304, 2), '7.30');
  assert.equal(formatDecimal(-0.01), '0.0');
  assert.equal(formatDecimal(-2.5), '\u22122.5');
  assert.equal(formatDecimal(5, 0), '5');
});

test('durations use the unit that fits', () => {
  assert.equal(formatDuration(500), '0.5 s');
  assert.equal(formatDuration(9949), '9.9 s');
  assert.equal(formatDuration(9960), '10 s');
  assert.equal(formatDuration(59_499), '59 s');
  assert.equal(formatDuration(59_500), '1 min 0 s');
  assert.equal(formatDuration(200_000), '3 min 20 s');
  assert.equal(formatDuration(3_600_000), '1 h 0 min');
});

test('ordinals are words up to ten', () => {
  const positions = [1, 3, 10, 11, 12, 13, 21, 22, 23, 24, 111, 1002];
  const words = ['first', 'third', 'tenth', '11th', '12th', '13th', '21st', '22nd', '23rd', '24th', '111th', '1,002nd'];
  assert.deepEqual(positions.map(formatOrdinal), words);
});

test('counts have singular and plural', () => {
  assert.equal(formatCount(1, 'guess', 'guesses'), '1 guess');
  assert.equal(formatCount(1n, 'number'), '1 number');
  assert.equal(formatCount(0, 'number'), '0 numbers');
  assert.equal(formatCount(1000n, 'number'), '1,000 numbers');
});

test('an interval of one number is that number', () => {
  assert.equal(formatInterval(7n, 7n), '7');
  assert.equal(formatInterval(-1n, 1000n), '\u22121 to 1,000');
});

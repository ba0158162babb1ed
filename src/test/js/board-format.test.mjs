import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  bytes,
  bytesTick,
  count,
  duration,
  durationTick,
  elapsed,
  si,
  tick,
  timeOfDay,
} from '../../main/resources/web/assets/board-format.js';

const cases = (format, expected) =>
  Object.entries(expected).forEach(([text, value]) => assert.equal(format(value), text));

test('numbers have three significant digits and an SI prefix', () =>
  cases(si, {
    0: 0,
    0.25: 0.25,
    0.01: 0.0123,
    '1.00': 1,
    12.3: 12.34,
    123: 123.4,
    '1.00 k': 1000,
    '1.23 k': 1234,
    '56.8 k': 56_789,
    '123 k': 123_456,
    '7.00 M': 7e6,
    '1.00 G': 1e9,
    '1000 T': 1e15,
  }));

test('a number is rounded before its prefix is chosen', () =>
  cases(si, { 999: 999.4, '1.00 k': 999.6, '1.00 M': 999_900 }));

test('a missing value is a dash', () => {
  for (const format of [si, bytes, count, duration, elapsed]) {
    [null, undefined, NaN, Infinity].forEach(value => assert.equal(format(value), '–'));
  }
});

test('bytes have binary prefixes', () =>
  cases(bytes, {
    '0 B': 0,
    '12 B': 12,
    '1023 B': 1023,
    '1.00 KiB': 1024,
    '45.6 MiB': 45.6 * 2 ** 20,
    '2.00 GiB': 2 ** 31,
    '1.00 MiB': 2 ** 20 - 1,
    '512 MiB': 2 ** 29,
  }));

test('a count is exact, with thousands separators', () => cases(count, { 0: 0, 999: 999, '1,234,567': 1_234_567 }));

test('short durations have three digits', () =>
  cases(duration, {
    '0 s': 0,
    '500 ns': 5e-7,
    '12.3 µs': 1.23e-5,
    '4.56 ms': 0.00456,
    '999 ms': 0.999,
    '1.00 s': 0.9999,
    '99.9 s': 99.9,
    '0.50 ns': 5e-10,
  }));

test('long durations have two units', () =>
  cases(duration, {
    '1 min 40 s': 100,
    '2 min 05 s': 125.9,
    '59 min 59 s': 3599.9,
    '1 h 00 min': 3600,
    '3 h 02 min': 3 * 3600 + 130,
    '1 d 00 h': 86_400,
    '5 d 04 h': 5 * 86_400 + 4 * 3600,
    '1,000 d 00 h': 86_400_000,
  }));

test('elapsed time is in whole seconds', () =>
  cases(elapsed, {
    '0 s': 0.9,
    '59 s': 59.9,
    '1 min 00 s': 60,
    '1 h 00 min': 3600,
  }));

test('ticks are as short as possible', () => {
  cases(tick, { 0: 0, 0.5: 0.5, 20: 20, '5k': 5000, '200k': 200_000 });
  cases(durationTick, { 0: 0, '1 µs': 1e-6, '100 µs': 1e-4, '20 ms': 0.02, '1 s': 1 });
  cases(bytesTick, { 0: 0, '512 MiB': 2 ** 29, '1 GiB': 2 ** 30 });
});

test('the time of the day has two digits each', () =>
  assert.equal(timeOfDay(new Date(2025, 10, 27, 9, 5, 7).getTime()), '09:05:07'));

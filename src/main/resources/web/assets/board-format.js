/** Numbers as text with three significant digits, so that a value that changes keeps its width. */
import { formatInteger } from './format.js';

const NONE = '–';
const SI = ['', 'k', 'M', 'G', 'T'];
const BINARY = ['B', 'KiB', 'MiB', 'GiB', 'TiB'];
const FRACTIONS = [
  [1, 's'],
  [1e-3, 'ms'],
  [1e-6, 'µs'],
  [1e-9, 'ns'],
];
const MINUTE = 60;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/**
 * @param {?number} value of at least 0
 * @returns {string} such as 0.25, 12.3, 1.23 k, 4.56 M; a dash if there is no value
 */
export function si(value) {
  return missing(value) ? NONE : withPrefix(value, 1000, SI, digits);
}

/**
 * @param {?number} value in bytes
 * @returns {string} such as 12 B, 1.23 KiB, 45.6 MiB
 */
export function bytes(value) {
  if (missing(value)) {
    return NONE;
  }
  return value < 1024 ? `${Math.round(value)} B` : withPrefix(value, 1024, BINARY, digits);
}

/**
 * @param {?number} value
 * @returns {string} rounded to an integer, with thousands separators
 */
export function count(value) {
  return missing(value) ? NONE : formatInteger(Math.round(value));
}

/**
 * @param {?number} seconds
 * @returns {string} such as 12.3 µs, 4.56 ms, 7.89 s, 2 min 05 s, 3 h 02 min, 5 d 04 h
 */
export function duration(seconds) {
  if (missing(seconds)) {
    return NONE;
  }
  const rounded = round3(seconds);
  return rounded < 100 ? fraction(rounded) : units(Math.floor(seconds));
}

/**
 * @param {number} seconds
 * @returns {string} whole seconds: 0 s, 59 s, 2 min 05 s, 3 h 02 min, 5 d 04 h
 */
export function elapsed(seconds) {
  if (missing(seconds)) {
    return NONE;
  }
  const whole = Math.floor(seconds);
  return whole < MINUTE ? `${whole} s` : units(whole);
}

/**
 * @param {number} value of a tick
 * @returns {string} as short as possible: 0, 0.5, 20, 5k
 */
export function tick(value) {
  return withPrefix(value, 1000, SI, String).replace(' ', '');
}

/**
 * @param {number} seconds value of a tick
 * @returns {string} as short as possible: 0, 20 µs, 1 ms
 */
export function durationTick(seconds) {
  return seconds === 0 ? '0' : fraction(round3(seconds), String);
}

/**
 * @param {number} value of a tick in bytes
 * @returns {string} as short as possible: 0, 512 MiB
 */
export function bytesTick(value) {
  return value === 0 ? '0' : withPrefix(value, 1024, BINARY, String);
}

/**
 * @param {number} time in milliseconds since 1970
 * @returns {string} the time of the day in the zone of the browser, such as 09:05:07
 */
export function timeOfDay(time) {
  const date = new Date(time);
  return [date.getHours(), date.getMinutes(), date.getSeconds()].map(two).join(':');
}

function missing(value) {
  return value === null || value === undefined || !Number.isFinite(value);
}

/** Rounds first: 999.9 is 1.00 k and not 1000. */
function withPrefix(value, base, prefixes, text) {
  let scaled = round3(value);
  let power = 0;
  while (scaled >= base && power < prefixes.length - 1) {
    scaled = round3(scaled / base);
    power++;
  }
  return `${text(scaled)} ${prefixes[power]}`.trimEnd();
}

function fraction(rounded, text = digits) {
  const [unit, name] = FRACTIONS.find(([least]) => rounded >= least) ?? FRACTIONS.at(-1);
  return rounded === 0 ? '0 s' : `${text(round3(rounded / unit))} ${name}`;
}

function units(seconds) {
  if (seconds < HOUR) {
    return `${Math.floor(seconds / MINUTE)} min ${two(seconds % MINUTE)} s`;
  }
  if (seconds < DAY) {
    return `${Math.floor(seconds / HOUR)} h ${two(Math.floor((seconds % HOUR) / MINUTE))} min`;
  }
  return `${formatInteger(Math.floor(seconds / DAY))} d ${two(Math.floor((seconds % DAY) / HOUR))} h`;
}

/** Three digits; two decimals below 1, where more would only be noise. */
function digits(value) {
  if (value === 0) {
    return '0';
  }
  return value < 1 ? value.toFixed(2) : value >= 100 ? value.toFixed(0) : value.toPrecision(3);
}

/** To three digits, but to an integer from 1000 on: 1023 KiB stays 1023 KiB. */
function round3(value) {
  return value >= 1000 ? Math.round(value) : Number(value.toPrecision(3));
}

function two(value) {
  return String(value).padStart(2, '0');
}

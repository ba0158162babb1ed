import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  MAX_INTEGER, MIN_INTEGER, params, parseInteger, parseReply, report,
} from '../../main/resources/web/assets/protocol.js';

test('requests are printed as the protocol spells them', () => {
  assert.equal(params(MIN_INTEGER, MAX_INTEGER), 'PARAMS -9223372036854775808 9223372036854775807');
  assert.equal(report('Warmer'), 'REPORT Warmer');
});

test('a guess is parsed exactly', () => {
  assert.deepEqual(parseReply('-9223372036854775808'), { type: 'guess', value: MIN_INTEGER });
  assert.deepEqual(parseReply('9223372036854775807'), { type: 'guess', value: MAX_INTEGER });
  assert.deepEqual(parseReply('+007'), { type: 'guess', value: 7n });
});

test('an ERROR line has a code and a text', () => {
  const error = parseReply('ERROR BAD_RANGE 9 to 1 is not a valid range: lower is above upper');
  assert.deepEqual(error, { type: 'error', code: 'BAD_RANGE', text: '9 to 1 is not a valid range: lower is above upper' });
  assert.equal(parseReply('ERROR INTERNAL').text, '');
});

test('everything else is invalid', () => {
  for (const line of ['', ' 1', '1 ', '1.5', '0x10', 'abc', '9223372036854775808', '-9223372036854775809', 'ERROR bad x']) {
    assert.deepEqual(parseReply(line), { type: 'invalid', text: line });
  }
});

test('typed integers may have separators', () => {
  assert.equal(parseInteger(' 1,000,000 '), 1_000_000n);
  assert.equal(parseInteger('1 000'), 1000n);
  assert.equal(parseInteger('\u2212100'), -100n);
  assert.equal(parseInteger('-9,223,372,036,854,775,808'), MIN_INTEGER);
  assert.equal(parseInteger('+007'), 7n);
});

test('other text is not an integer', () => {
  for (const text of ['', ' ', '-', '1,00', '1,0000', '1,000 000', '1.5', '1e3', '9223372036854775808', '\u0661']) {
    assert.equal(parseInteger(text), null, text);
  }
});

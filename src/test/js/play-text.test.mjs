import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Game } from '../../main/resources/web/assets/game.js';
import { help, lostText, question, summary } from '../../main/resources/web/assets/play-text.js';

test('the user is asked to compare from the second guess on', () => {
  const game = new Game(1n, 2000n);
  game.add(1000n);
  assert.equal(question(game), 'Is 1,000 your number?');
  game.answer('Unsure');
  game.add(1500n);
  assert.equal(question(game), 'Is 1,500 nearer to your number than 1,000?');
  assert.match(help(game), /^Warmer: 1,500 is nearer than 1,000\./);
});

test('the page shows its answer and the distances', () => {
  const game = new Game(1n, 100n, 42n);
  game.add(50n);
  assert.equal(question(game), 'The answer is Not it');
  assert.equal(help(game), '50 is 8 from your number.');
  game.answer('Unsure');
  game.add(30n);
  assert.equal(question(game), 'The answer is Colder');
  assert.equal(help(game), '30 is 12 from your number; the guess before was 8 from it.');
});

test('the summary compares the strategies', () => {
  const game = new Game(1n, 100n);
  const bounds = 'For 100 numbers, bisect needs at most 9 guesses; random needs 50.5 on average and 100 at most.';
  assert.equal(summary(game), bounds);
  game.contradicted = true;
  assert.equal(summary(game), `Your answers contradicted each other. ${bounds} That holds for true answers.`);
  assert.equal(summary(new Game(7n, 7n)), 'For 1 number, bisect needs at most 1 guess; random needs 1 on average and 1 at most.');
});

test('the loss of a game is said in one sentence after its cause', () => {
  const error = { code: 'IDLE_TIMEOUT', text: 'no complete line received for 60000 ms' };
  assert.equal(
    lostText(error, 'lost'),
    'The server ended the connection: IDLE_TIMEOUT no complete line received for 60000 ms. This game is lost; the settings are kept.',
  );
  assert.match(lostText(null, 'pending'), /^The connection to the server was lost\. The game starts once/);
  assert.equal(lostText(null, 'none'), 'The connection to the server was lost.');
});

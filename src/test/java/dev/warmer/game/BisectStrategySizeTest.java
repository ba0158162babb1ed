package dev.warmer.game;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

/** Counts the bytes that a game holds on to, as a 64-bit JVM with compressed references lays them out. */
class BisectStrategySizeTest {
    private static final Range LARGEST = new Range(Long.MIN_VALUE, Long.MAX_VALUE);

    private final RandomGenerator random = new SplittableRandom(1);

    @Test
    void takesLittleRoomAsLongAsHintsAreTrue() throws IllegalAccessException {
        for (int game = 0; game < 200; game++) {
            Strategy strategy = new BisectStrategy(LARGEST);
            Secret secret = new Secret(random.nextLong());
            Outcome outcome = secret.judge(strategy.next());
            while (outcome != Outcome.CORRECT) {
                assertThat(size(strategy)).isBetween(100, 300);
                strategy.learn(outcome);
                outcome = secret.judge(strategy.next());
            }
        }
    }

    @Test
    void takesNotMuchMoreHoweverManyHintsAreMissing() throws IllegalAccessException {
        Strategy strategy = new BisectStrategy(LARGEST);
        for (int turn = 0; turn < 10_000; turn++) {
            strategy.next();
        }
        assertThat(size(strategy)).isBetween(100, 1300);
    }

    private static int size(Object object) throws IllegalAccessException {
        if (object instanceof long[] array) {
            return 16 + 8 * array.length;
        }
        int own = 12;
        int reachable = 0;
        for (Field field : object.getClass().getDeclaredFields()) {
            if (!Modifier.isStatic(field.getModifiers())) {
                own += field.getType() == long.class ? 8 : 4;
                reachable += reachable(field, object);
            }
        }
        return (own + 7) / 8 * 8 + reachable;
    }

    private static int reachable(Field field, Object object) throws IllegalAccessException {
        field.setAccessible(true);
        Object value = field.get(object);
        boolean counts = value != null
                && !field.getType().isPrimitive()
                && !field.getType().isEnum();
        return counts ? size(value) : 0;
    }
}

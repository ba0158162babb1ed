package dev.warmer.game;

import java.lang.reflect.Array;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Set;

/** Counts the bytes that objects of ours hold on to, as a 64-bit JVM with compressed references lays them out. */
public final class Footprint {
    private static final int HEADER = 12;
    private static final int ARRAY_HEADER = 16;

    private final Set<Object> seen = Collections.newSetFromMap(new IdentityHashMap<>());

    private Footprint() {}

    /** {@return the bytes of {@code object} and all it refers to, but for enums and what is {@code shared} with others} */
    public static int of(Object object, Object... shared) {
        Footprint footprint = new Footprint();
        Collections.addAll(footprint.seen, shared);
        try {
            return footprint.size(object);
        } catch (IllegalAccessException e) {
            throw new AssertionError(e);
        }
    }

    private int size(Object object) throws IllegalAccessException {
        if (object == null || object instanceof Enum || !seen.add(object)) {
            return 0;
        }
        return object.getClass().isArray() ? array(object) : fields(object);
    }

    private static int array(Object array) {
        return aligned(
                ARRAY_HEADER + Array.getLength(array) * size(array.getClass().getComponentType()));
    }

    private int fields(Object object) throws IllegalAccessException {
        int own = HEADER;
        int reachable = 0;
        for (Field field : object.getClass().getDeclaredFields()) {
            if (!Modifier.isStatic(field.getModifiers())) {
                own += size(field.getType());
                field.setAccessible(true);
                reachable += field.getType().isPrimitive() ? 0 : size(field.get(object));
            }
        }
        return aligned(own) + reachable;
    }

    private static int size(Class<?> type) {
        if (type == long.class || type == double.class) {
            return Long.BYTES;
        }
        return type == boolean.class || type == byte.class ? 1 : Integer.BYTES;
    }

    private static int aligned(int bytes) {
        return (bytes + 7) / 8 * 8;
    }
}

package dev.warmer.launcher;

import dev.warmer.contract.BadServerContract;
import dev.warmer.contract.ClientFixture;
import dev.warmer.contract.GameContract;
import dev.warmer.testing.Driver;
import groovy.lang.GroovyClassLoader;
import io.vertx.core.Deployable;
import java.io.File;
import java.io.IOException;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeAll;

/** The client of {@code conf/polyglot.json} plays like the clients in Java. How it connects is up to their classes. */
class GroovyClientTest extends ClientFixture implements GameContract, BadServerContract {
    private static Class<?> client;

    /** Not by Vert.x's factory of Groovy verticles, which calls the constructor without arguments. */
    @BeforeAll
    static void compile() throws IOException {
        try (GroovyClassLoader compiler = new GroovyClassLoader()) {
            client = compiler.parseClass(new File("conf/client.groovy"));
        }
    }

    @Override
    public Driver driver() {
        return Driver.EVENT_LOOP;
    }

    @Override
    public Deployable verticle(Consumer<String> transcript) {
        try {
            return (Deployable) client.getConstructor(Consumer.class).newInstance(transcript);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }
}

package dev.warmer.process;

import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import java.util.Arrays;
import java.util.Map;

/** Prints the methods on the stack of the main thread, innermost first, while this verticle starts. */
public final class StackVerticle extends VerticleBase {
    @Override
    public Future<?> start() {
        for (Map.Entry<Thread, StackTraceElement[]> stack :
                Thread.getAllStackTraces().entrySet()) {
            if (stack.getKey().getName().equals("main")) {
                Arrays.stream(stack.getValue())
                        .map(StackTraceElement::getMethodName)
                        .forEach(System.out::println);
            }
        }
        System.out.println("end of the stack");
        return Future.succeededFuture();
    }
}

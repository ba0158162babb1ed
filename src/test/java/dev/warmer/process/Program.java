package dev.warmer.process;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.warmer.testing.Await;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/** The program in a process of its own. */
public final class Program {
    private final Process process;
    private final Output out;
    private final Output err;

    Program(Process process) {
        this.process = process;
        out = new Output(process.getInputStream());
        err = new Output(process.getErrorStream());
    }

    /** {@return the exit status, once the process has ended and all its output is read} */
    public int exit() throws InterruptedException {
        if (!process.waitFor(Await.TIMEOUT_SECONDS, TimeUnit.SECONDS)) {
            throw new AssertionError("still running\n" + this);
        }
        resumeReading();
        out.join();
        err.join();
        return process.exitValue();
    }

    /** Stops reading its output, as a log collector does that hangs. */
    public void stopReading() {
        out.pause(true);
        err.pause(true);
    }

    /** Reads its output again. */
    public void resumeReading() {
        out.pause(false);
        err.pause(false);
    }

    /** {@return the lines of standard output so far} */
    public List<String> stdout() {
        return out.lines();
    }

    /** {@return the lines of standard error so far} */
    public List<String> stderr() {
        return err.lines();
    }

    /** {@return the messages that are logged at {@code level}, without time and level} */
    public List<String> logged(String level) {
        String mark = " " + level + " ";
        return stderr().stream()
                .filter(line -> line.contains(mark))
                .map(line -> line.substring(line.indexOf(mark) + mark.length()).strip())
                .toList();
    }

    /** Waits until standard output has a line with {@code text}. */
    public Program awaitOutput(String text) throws InterruptedException {
        return await(out, lines -> lines.stream().anyMatch(line -> line.contains(text)), text);
    }

    /** Waits until {@code count} lines of standard error have {@code text}. */
    public Program awaitLog(String text, int count) throws InterruptedException {
        return await(
                err, lines -> lines.stream().filter(line -> line.contains(text)).count() >= count, text);
    }

    private Program await(Output output, Predicate<List<String>> condition, String text) throws InterruptedException {
        if (!output.await(condition)) {
            throw new AssertionError("no line with \"" + text + "\"\n" + this);
        }
        return this;
    }

    /** Sends it SIGTERM; its output is still read. */
    public void terminate() {
        process.toHandle().destroy(); // Process's own would close its streams
    }

    /** Sends it SIGKILL. */
    public void kill() {
        process.toHandle().destroyForcibly();
    }

    @Override
    public String toString() {
        return "stdout:\n" + String.join("\n", stdout()) + "\nstderr:\n" + String.join("\n", stderr());
    }

    /** One of its streams, which a thread reads. */
    private static final class Output {
        private final List<String> lines = new ArrayList<>();
        private final Thread reader;
        private boolean ended;
        private boolean paused;

        Output(InputStream stream) {
            reader = new Thread(() -> read(stream), "output");
            reader.setDaemon(true);
            reader.start();
        }

        private void read(InputStream stream) {
            try (BufferedReader in = new BufferedReader(new InputStreamReader(stream, UTF_8))) {
                for (String line = in.readLine(); line != null; line = in.readLine()) {
                    add(line);
                    awaitResume();
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            } finally {
                end();
            }
        }

        private synchronized void add(String line) {
            lines.add(line);
            notifyAll();
        }

        private synchronized void awaitResume() throws InterruptedException {
            while (paused) {
                wait();
            }
        }

        synchronized void pause(boolean on) {
            paused = on;
            notifyAll();
        }

        private synchronized void end() {
            ended = true;
            notifyAll();
        }

        synchronized List<String> lines() {
            return List.copyOf(lines);
        }

        synchronized boolean await(Predicate<List<String>> condition) throws InterruptedException {
            long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(Await.TIMEOUT_SECONDS);
            while (!condition.test(lines)) {
                long left = TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime());
                if (ended || left <= 0) {
                    return false;
                }
                wait(left);
            }
            return true;
        }

        void join() throws InterruptedException {
            reader.join(TimeUnit.SECONDS.toMillis(Await.TIMEOUT_SECONDS));
        }
    }
}

package dev.warmer.bench;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/** What Linux reports of a process under /proc. */
record Proc(long pid) {
    /** Of the processor times in /proc, which Linux counts in hundredths of a second for every program. */
    private static final long MICROS_PER_TICK = 10_000;

    /** Places of the times in /proc/PID/stat, counted behind the name of the program, which may contain blanks. */
    private static final int USER_TIME = 11;

    private static final int SYSTEM_TIME = 12;

    /**
     * What a process has used since its start.
     *
     * @param userMicros processor time outside of the kernel
     * @param systemMicros processor time in the kernel
     * @param switches context switches of each thread that is alive, by its id
     */
    record Usage(long userMicros, long systemMicros, Map<String, Switches> switches) {
        /** {@return the switches since {@code before}, of the threads that are alive now} */
        Switches switchesSince(Usage before) {
            Switches sum = Switches.NONE;
            for (Map.Entry<String, Switches> thread : switches.entrySet()) {
                Switches earlier = before.switches.getOrDefault(thread.getKey(), Switches.NONE);
                sum = sum.plus(thread.getValue(), 1).plus(earlier, -1);
            }
            return sum;
        }
    }

    /**
     * Context switches.
     *
     * @param voluntary the thread had to wait
     * @param involuntary another thread got the processor, although this one could have continued
     */
    record Switches(long voluntary, long involuntary) {
        private static final Switches NONE = new Switches(0, 0);

        private Switches plus(Switches other, int factor) {
            return new Switches(voluntary + factor * other.voluntary, involuntary + factor * other.involuntary);
        }
    }

    Usage usage() throws IOException {
        String stat = Files.readString(directory().resolve("stat"));
        String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
        return new Usage(
                Long.parseLong(fields[USER_TIME]) * MICROS_PER_TICK,
                Long.parseLong(fields[SYSTEM_TIME]) * MICROS_PER_TICK,
                switches());
    }

    private Map<String, Switches> switches() throws IOException {
        Map<String, Switches> switches = new HashMap<>();
        try (DirectoryStream<Path> threads =
                Files.newDirectoryStream(directory().resolve("task"))) {
            for (Path thread : threads) {
                String status = Files.readString(thread.resolve("status"));
                switches.put(
                        thread.getFileName().toString(),
                        new Switches(
                                number(status, "\nvoluntary_ctxt_switches:"),
                                number(status, "\nnonvoluntary_ctxt_switches:")));
            }
        } catch (NoSuchFileException threadHasEnded) {
            return switches();
        }
        return switches;
    }

    /** {@return how many bytes of memory it has} */
    long residentBytes() throws IOException {
        return number(status(), "\nVmRSS:") << 10;
    }

    /** {@return how many threads of the operating system it has} */
    long threads() throws IOException {
        return number(status(), "\nThreads:");
    }

    private String status() throws IOException {
        return Files.readString(directory().resolve("status"));
    }

    private Path directory() {
        return Path.of("/proc", String.valueOf(pid));
    }

    private static long number(String status, String key) {
        int from = status.indexOf(key) + key.length();
        return Long.parseLong(status.substring(from, status.indexOf('\n', from)).replaceAll("\\D", ""));
    }
}

package dev.warmer.connection;

/** Receives the lines that are found in a stream of bytes. */
public interface LineHandler {
    /** A line is complete: the bytes from {@code from} to {@code to}, without the LF. */
    void line(byte[] bytes, int from, int to);

    /** A line is longer than the limit. */
    void lineTooLong();

    /** {@return whether further lines are wanted} */
    boolean isOpen();
}

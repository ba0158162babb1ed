package dev.warmer.threads;

import java.io.IOException;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSocket;

/** A TLS handshake that has to be over by a time, however slowly the other side's part of it trickles in. */
final class Handshake {
    private final SSLSocket tls;
    private final Socket tcp;
    private final CountDownLatch over = new CountDownLatch(1);
    private final AtomicBoolean late = new AtomicBoolean();

    /**
     * @param tls what shakes hands
     * @param tcp what it is laid over
     */
    Handshake(SSLSocket tls, Socket tcp) {
        this.tls = tls;
        this.tcp = tcp;
    }

    /** @throws SSLException if it fails, for whatever reason */
    void within(long ms) throws SSLException {
        Threads.named("handshake-clock", false).newThread(() -> end(ms)).start();
        try {
            tls.startHandshake();
        } catch (SSLException e) {
            throw e;
        } catch (IOException e) {
            throw new SSLException("no handshake", late.get() ? new SocketTimeoutException("no handshake in time") : e);
        } finally {
            over.countDown();
        }
    }

    /** Nothing but the end of the connection wakes the thread that waits for the other side. */
    private void end(long ms) {
        try {
            if (!over.await(ms, TimeUnit.MILLISECONDS)) {
                late.set(true);
                tcp.close();
            }
        } catch (InterruptedException | IOException e) {
            // Nobody interrupts it, and closing is all that can be done.
        }
    }
}

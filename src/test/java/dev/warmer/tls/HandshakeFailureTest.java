package dev.warmer.tls;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.channels.ClosedChannelException;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLHandshakeException;
import org.junit.jupiter.api.Test;

class HandshakeFailureTest {
    private static SSLException wrapped(Throwable cause) {
        return new SSLException("Failed to create SSL connection", cause);
    }

    @Test
    void detailIsTheInnermostMessage() {
        Throwable cause = wrapped(new SSLHandshakeException("Received fatal alert: certificate_required"));
        assertThat(HandshakeFailure.describe(cause)).isEqualTo("the other side refuses: certificate_required");
        assertThat(HandshakeFailure.of(cause).isPermanent()).isTrue();
    }

    @Test
    void closedConnectionIsNotPermanent() {
        Throwable cause = wrapped(new ClosedChannelException());
        assertThat(HandshakeFailure.describe(cause)).isEqualTo("the other side closed the connection");
        assertThat(HandshakeFailure.of(cause).isPermanent()).isFalse();
    }

    @Test
    void unknownFailureIsEscapedAndTruncated() {
        String text = HandshakeFailure.describe(new SSLException("a\nb\u001b[31m" + "x".repeat(1_000)));
        assertThat(text).startsWith("a?b?[31mxxx").endsWith("x...").hasSizeLessThan(250);
        assertThat(HandshakeFailure.describe(new SSLException((String) null))).isEqualTo("no reason given");
    }

    @Test
    void earlyCloseHasALikelyCause() {
        String left = "the server closed the connection in mid-game, before its first reply: ";
        assertThat(HandshakeFailure.diagnoseEarlyClose(false, null)).hasMessage(left + "does the server want TLS?");
        assertThat(HandshakeFailure.diagnoseEarlyClose(true, new ClosedChannelException()))
                .hasMessage(left + "does the server want a certificate, or another one?");
        assertThat(HandshakeFailure.diagnoseEarlyClose(
                        true, wrapped(new SSLException("Received fatal alert: bad_certificate"))))
                .hasMessage(left + "the TLS handshake failed: the other side refuses: bad_certificate"
                        + " (does the server want a certificate, or another one?)");
    }
}

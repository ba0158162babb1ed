package dev.warmer.config;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class DescriptorWarningsTest {
    private static final Conf CONF = Confs.read("""
            {'http': {}, 'verticles': {
             'a': {'verticle': 'dev.warmer.eventloop.ServerVerticle', 'config': {'port': 1}},
             'b': {'verticle': 'dev.warmer.threads.ThreadedServerVerticle', 'config': {'port': 2, 'maxConnections': 7}},
             'c': {'verticle': 'dev.warmer.load.LoadVerticle'}}}""");

    @Test
    void connectionLimitAboveTheDescriptorLimitIsReported() {
        assertThat(CONF.descriptorWarnings(9_999))
                .containsExactly("a: maxConnections 10000 is above the limit of 9999 open file descriptors; "
                        + "raise the limit (ulimit -n) or lower maxConnections");
    }

    @Test
    void eachServerIsReported() {
        assertThat(CONF.descriptorWarnings(6)).hasSize(2);
    }

    @Test
    void connectionLimitUpToTheDescriptorLimitIsNot() {
        assertThat(CONF.descriptorWarnings(10_000)).isEmpty();
    }

    @Test
    void connectionsThatLoadPagesAreIncluded() {
        Conf web = Confs.read("""
                {'verticles': {'w': {'verticle': 'dev.warmer.web.WebVerticle', 'instances': 3,
                 'config': {'port': 1, 'maxConnections': 100}}}}""");
        assertThat(web.descriptorWarnings(600)).isEmpty();
        assertThat(web.descriptorWarnings(599))
                .containsExactly("w: maxConnections 100, up to 600 with HTTP, is above the limit of 599 open file "
                        + "descriptors; raise the limit (ulimit -n) or lower maxConnections");
    }

    @Test
    void processHasALimit() {
        assertThat(Conf.descriptorLimit()).isPositive();
    }
}

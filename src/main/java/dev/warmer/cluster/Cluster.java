package dev.warmer.cluster;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.hazelcast.cluster.MembershipEvent;
import com.hazelcast.cluster.MembershipListener;
import com.hazelcast.config.Config;
import com.hazelcast.config.JavaSerializationFilterConfig;
import com.hazelcast.config.JoinConfig;
import com.hazelcast.config.ListenerConfig;
import com.hazelcast.config.NetworkConfig;
import com.hazelcast.config.SerializationConfig;
import dev.warmer.config.ClusterConfig;
import dev.warmer.config.InvalidConfigException;
import dev.warmer.config.TlsConfig.PemFiles;
import dev.warmer.tls.Credentials;
import io.vertx.core.Vertx;
import io.vertx.core.VertxBuilder;
import io.vertx.core.eventbus.EventBusOptions;
import io.vertx.core.http.ClientAuth;
import io.vertx.spi.cluster.hazelcast.ConfigUtil;
import io.vertx.spi.cluster.hazelcast.HazelcastClusterManager;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.Set;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Builds a Vert.x that is a node of a cluster, by Vert.x's cluster manager for Hazelcast. */
public final class Cluster {
    private static final Logger LOG = LoggerFactory.getLogger(Cluster.class);

    private static final String MAC = "HmacSHA256";
    /** Hazelcast logs before it reads the configuration. */
    private static final String LOGGING = "hazelcast.logging.type";

    private Cluster() {}

    /**
     * Has the Vert.x that {@code builder} builds join a cluster.
     *
     * @param eventBus the options of the event bus of that Vert.x
     * @throws InvalidConfigException if the secret or a file of TLS cannot be read or has invalid content
     */
    public static VertxBuilder configure(VertxBuilder builder, EventBusOptions eventBus, ClusterConfig config) {
        System.setProperty(LOGGING, System.getProperty(LOGGING, "slf4j"));
        eventBus.setPort(config.eventBusPort());
        config.host().ifPresent(eventBus::setHost);
        config.tls().ifPresent(files -> enableTls(eventBus, files));
        return builder.withClusterManager(new HazelcastClusterManager(hazelcast(config)));
    }

    /** With the files' content, since the paths of {@link Credentials} are checked before they are used. */
    private static void enableTls(EventBusOptions eventBus, PemFiles files) {
        Vertx reader = Vertx.vertx();
        try {
            Credentials credentials = Credentials.read(reader, files);
            eventBus.setSsl(true)
                    .setClientAuth(ClientAuth.REQUIRED)
                    .setKeyCertOptions(credentials.identity().orElseThrow())
                    .setTrustOptions(credentials.trust().orElseThrow())
                    .setEnabledSecureTransportProtocols(new LinkedHashSet<>(Credentials.PROTOCOLS));
        } finally {
            reader.close();
        }
    }

    private static Config hazelcast(ClusterConfig config) {
        Config hazelcast = ConfigUtil.loadConfig() // has the maps of the cluster manager
                .setClusterName(clusterName(config))
                .setProperty("hazelcast.logging.details.enabled", "false") // the cluster name, which has the MAC
                .setProperty("hazelcast.phone.home.enabled", "false")
                .setProperty("hazelcast.socket.bind.any", "false")
                .setProperty("hazelcast.wait.seconds.before.join", secondsBeforeJoin(config))
                // By default a node waits 10 minutes for others when it leaves.
                .setProperty("hazelcast.graceful.shutdown.max.wait", "5")
                .addListenerConfig(new ListenerConfig(new Members()));
        SerializationConfig serialization = hazelcast.getSerializationConfig();
        if (serialization.getJavaSerializationFilterConfig() == null) { // else that of a cluster.xml
            serialization.setJavaSerializationFilterConfig(new JavaSerializationFilterConfig());
        }
        NetworkConfig network = hazelcast.getNetworkConfig().setPort(config.port());
        config.host().ifPresent(host -> network.getInterfaces().setEnabled(true).addInterface(host));
        JoinConfig join = network.getJoin();
        join.getMulticastConfig().setEnabled(false);
        join.getAutoDetectionConfig().setEnabled(false);
        join.getTcpIpConfig().setEnabled(config.dns().isEmpty()).setMembers(config.members());
        config.dns()
                .ifPresent(name -> join.getKubernetesConfig()
                        .setEnabled(true)
                        .setProperty("service-dns", name)
                        .setProperty("service-port", String.valueOf(config.port())));
        return hazelcast;
    }

    /**
     * By default a node waits 5 s for others before it joins. With a list there is nothing to wait for; but with a DNS name,
     * Hazelcast resolves it for so long, which is never if that is 0, and each node would form a cluster of its own.
     */
    private static String secondsBeforeJoin(ClusterConfig config) {
        return config.dns().isPresent() ? "5" : "0";
    }

    /** Hazelcast's nodes accept those with the same cluster name, so the secret is a part of it, as a MAC of the name. */
    private static String clusterName(ClusterConfig config) {
        return config.secret()
                .map(file -> config.name() + "-" + mac(read(file), config.name()))
                .orElse(config.name());
    }

    private static byte[] read(String file) {
        byte[] secret;
        try {
            secret = Files.readString(Path.of(file)).strip().getBytes(UTF_8);
        } catch (IOException e) {
            throw new InvalidConfigException("secret", '"' + file + '"', "a readable file of UTF-8 text");
        }
        if (secret.length == 0) {
            throw new InvalidConfigException("secret", '"' + file + '"', "a file that is not empty");
        }
        return secret;
    }

    private static String mac(byte[] secret, String name) {
        try {
            Mac mac = Mac.getInstance(MAC);
            mac.init(new SecretKeySpec(secret, MAC));
            return HexFormat.of().formatHex(mac.doFinal(name.getBytes(UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e); // each Java platform has it
        }
    }

    /** Logs which nodes join and leave. */
    private static final class Members implements MembershipListener {
        @Override
        public void memberAdded(MembershipEvent event) {
            log("joined", event);
        }

        @Override
        public void memberRemoved(MembershipEvent event) {
            log("left", event);
        }

        private static void log(String change, MembershipEvent event) {
            Set<?> members = event.getMembers();
            LOG.info("cluster: node {} {}; nodes: {}", event.getMember().getAddress(), change, members.size());
        }
    }
}

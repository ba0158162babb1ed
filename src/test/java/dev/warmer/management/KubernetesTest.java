package dev.warmer.management;

import static org.assertj.core.api.Assertions.assertThat;

import dev.warmer.config.ClusterConfig;
import dev.warmer.config.Conf;
import dev.warmer.config.ConfSource;
import dev.warmer.config.Confs;
import dev.warmer.config.HttpConfig;
import dev.warmer.config.Overrides;
import dev.warmer.config.Schema;
import dev.warmer.config.ServerConfig;
import dev.warmer.testing.Driver;
import dev.warmer.testing.Yaml;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.junit5.VertxExtension;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The manifests for Kubernetes agree with each other, with the conf in them, with the image and with the program. */
@ExtendWith(VertxExtension.class)
class KubernetesTest {
    private static final Path FOLDER = Path.of("docs/kubernetes");
    /** What is left for the JVM to start to stop and to end. */
    private static final Duration MARGIN = Duration.ofSeconds(5);

    private final JsonObject kustomization = Yaml.document(FOLDER.resolve("kustomization.yaml"));
    private final JsonObject pod = manifest("Deployment", "warmer")
            .getJsonObject("spec")
            .getJsonObject("template")
            .getJsonObject("spec");
    private final JsonObject container = objects(pod, "containers").get(0);
    private final JsonObject conf = generated();

    private static JsonObject manifest(String kind, String name) {
        return manifests().stream()
                .filter(each -> each.getString("kind").equals(kind)
                        && each.getJsonObject("metadata").getString("name").equals(name))
                .findAny()
                .orElseThrow();
    }

    private static List<JsonObject> manifests() {
        return strings(Yaml.document(FOLDER.resolve("kustomization.yaml")), "resources").stream()
                .flatMap(file -> Yaml.documents(FOLDER.resolve(file)).stream())
                .toList();
    }

    private static List<JsonObject> objects(JsonObject object, String key) {
        return object.getJsonArray(key).stream().map(JsonObject.class::cast).toList();
    }

    private static List<String> strings(JsonObject object, String key) {
        return object.getJsonArray(key).stream().map(String.class::cast).toList();
    }

    private static JsonObject named(List<JsonObject> objects, String name) {
        return objects.stream()
                .filter(each -> each.getString("name").equals(name))
                .findAny()
                .orElseThrow();
    }

    private JsonObject generated() {
        return objects(kustomization, "configMapGenerator").get(0);
    }

    private Path confFile() {
        return FOLDER.resolve(strings(conf, "files").get(0));
    }

    private Conf.Deployment deployment(String name) {
        ConfSource source = ConfSource.file(confFile().toString(), null);
        return Confs.reader(source, new Overrides(new Properties(), new JsonObject()))
                .read(source.read(), files -> {})
                .verticles()
                .stream()
                .filter(each -> each.name().equals(name))
                .findAny()
                .orElseThrow();
    }

    private ServerConfig server() {
        return Schema.SERVER.read(deployment("server").config());
    }

    private HttpConfig http() {
        return Schema.HTTP.read(deployment("http").config());
    }

    private ClusterConfig cluster() {
        JsonObject json =
                new JsonObject(ConfSource.file(confFile().toString(), null).read());
        return Schema.CLUSTER.read(json.getJsonObject("cluster"));
    }

    private Map<String, Integer> containerPorts() {
        return objects(container, "ports").stream()
                .collect(Collectors.toMap(port -> port.getString("name"), port -> port.getInteger("containerPort")));
    }

    @Test
    void serverAndHealthChecksListenOnAllAddresses() {
        assertThat(server().host()).isEqualTo("0.0.0.0");
        assertThat(http().host()).isEqualTo("0.0.0.0");
    }

    @Test
    void portsAreThoseOfTheConf() {
        assertThat(containerPorts())
                .containsOnly(
                        Map.entry("game", server().port()),
                        Map.entry("management", http().port()),
                        Map.entry("cluster", cluster().port()),
                        Map.entry("event-bus", cluster().eventBusPort()));
        JsonObject annotations = manifest("Deployment", "warmer")
                .getJsonObject("spec")
                .getJsonObject("template")
                .getJsonObject("metadata")
                .getJsonObject("annotations");
        assertThat(annotations.getString("prometheus.io/port")).isEqualTo(http().port() + "");
    }

    @ParameterizedTest
    @ValueSource(strings = {"warmer", "warmer-cluster"})
    void servicesHaveThePortsOfThePods(String name) {
        List<JsonObject> ports = objects(manifest("Service", name).getJsonObject("spec"), "ports");
        assertThat(ports)
                .allSatisfy(port -> assertThat(containerPorts())
                        .containsEntry(port.getString("targetPort"), port.getInteger("port")));
        assertThat(ports)
                .extracting(port -> port.getString("name"))
                .containsExactlyElementsOf(name.equals("warmer") ? List.of("game") : List.of("cluster", "event-bus"));
    }

    @Test
    void clusterServiceResolvesToAllPods() {
        JsonObject spec = manifest("Service", cluster().dns().orElseThrow()).getJsonObject("spec");
        assertThat(spec.getString("clusterIP")).isEqualTo("None");
        assertThat(spec.getBoolean("publishNotReadyAddresses")).isTrue();
    }

    @Test
    void networkPolicyAllowsPlayersEverywhereMonitoringItsNamespaceAndTheClusterItsPods() {
        Map<String, Integer> ports = containerPorts();
        List<JsonObject> rules = objects(manifest("NetworkPolicy", "warmer").getJsonObject("spec"), "ingress");
        assertThat(rules).hasSize(3);
        assertThat(ports(rules.get(0))).containsExactly(ports.get("game"));
        assertThat(rules.get(0).containsKey("from")).isFalse();
        assertThat(ports(rules.get(1))).containsExactly(ports.get("management"));
        assertThat(objects(rules.get(1), "from"))
                .singleElement()
                .matches(from -> from.containsKey("namespaceSelector"));
        assertThat(ports(rules.get(2))).containsExactly(ports.get("cluster"), ports.get("event-bus"));
        assertThat(objects(rules.get(2), "from"))
                .containsExactly(new JsonObject().put("podSelector", new JsonObject().put("matchLabels", labels())));
    }

    private static List<Integer> ports(JsonObject rule) {
        return objects(rule, "ports").stream()
                .map(port -> port.getInteger("port"))
                .toList();
    }

    private static JsonObject labels() {
        return manifest("Deployment", "warmer")
                .getJsonObject("spec")
                .getJsonObject("template")
                .getJsonObject("metadata")
                .getJsonObject("labels");
    }

    @Test
    void selectorsAreTheLabelsOfThePods() {
        assertThat(manifest("Service", "warmer").getJsonObject("spec").getJsonObject("selector"))
                .isEqualTo(labels());
        assertThat(manifest("Service", "warmer-cluster").getJsonObject("spec").getJsonObject("selector"))
                .isEqualTo(labels());
        assertThat(manifest("NetworkPolicy", "warmer")
                        .getJsonObject("spec")
                        .getJsonObject("podSelector")
                        .getJsonObject("matchLabels"))
                .isEqualTo(labels());
        for (String kind : List.of("Deployment", "PodDisruptionBudget")) {
            assertThat(manifest(kind, "warmer")
                            .getJsonObject("spec")
                            .getJsonObject("selector")
                            .getJsonObject("matchLabels"))
                    .isEqualTo(labels());
        }
    }

    @Test
    void timeToStopIsThatOfTheDocumentationWithAMargin() throws IOException {
        Matcher formula = Pattern.compile("drainDelay \\+ drainTimeout \\+ (\\d+) s")
                .matcher(Files.readString(Path.of("docs/operations.md")));
        assertThat(formula.find()).isTrue();
        Duration stop = server().limits()
                .drainDelay()
                .plus(server().limits().drainTimeout())
                .plusSeconds(Long.parseLong(formula.group(1)));
        assertThat(Duration.ofSeconds(pod.getLong("terminationGracePeriodSeconds")))
                .isGreaterThanOrEqualTo(stop.plus(MARGIN));
        // drainDelay takes its place; its time would be part of the grace period, too.
        assertThat(server().limits().drainDelay()).isPositive();
        assertThat(container.containsKey("lifecycle")).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"startupProbe", "readinessProbe", "livenessProbe"})
    void probesAskPathsThatAreServed(String probe, Vertx vertx) {
        JsonObject get = container.getJsonObject(probe).getJsonObject("httpGet");
        assertThat(get.getString("port")).isEqualTo("management");
        Management operations = Management.deploy(vertx);
        Driver.EVENT_LOOP.deploy(vertx, new JsonObject());
        assertThat(operations.get(get.getString("path")).statusCode()).isEqualTo(200);
    }

    @Test
    void readinessAndLivenessAreAskedForEach() {
        assertThat(container
                        .getJsonObject("readinessProbe")
                        .getJsonObject("httpGet")
                        .getString("path"))
                .isEqualTo("/health/ready");
        JsonObject liveness = container.getJsonObject("livenessProbe");
        assertThat(liveness.getJsonObject("httpGet").getString("path")).isEqualTo("/health/live");
        assertThat(Duration.ofSeconds(liveness.getLong("timeoutSeconds")))
                .isGreaterThan(Duration.ofMillis(ManagementVerticle.BLOCKED_MS));
    }

    /** Relative to the image's folder, since a change is read only if its folder is mounted. */
    @Test
    void confIsMountedWhereTheProgramReadsIt() throws IOException {
        JsonObject mount = named(objects(container, "volumeMounts"), "conf");
        JsonObject volume = named(objects(pod, "volumes"), "conf");
        assertThat(volume.getJsonObject("configMap").getString("name")).isEqualTo(conf.getString("name"));
        assertThat(mount.containsKey("subPath")).isFalse();
        List<String> workdirs = Pattern.compile("(?m)^WORKDIR (.+)$")
                .matcher(Files.readString(Path.of("src/main/docker/Dockerfile")))
                .results()
                .map(line -> line.group(1))
                .toList();
        Path read = Path.of(workdirs.get(workdirs.size() - 1))
                .resolve(strings(container, "args").get(1));
        assertThat(Path.of(mount.getString("mountPath")).resolve(confFile().getFileName()))
                .isEqualTo(read);
    }

    @Test
    void podIsConfined() {
        JsonObject security = pod.getJsonObject("securityContext");
        assertThat(security.getBoolean("runAsNonRoot")).isTrue();
        assertThat(security.getInteger("runAsUser")).isPositive();
        assertThat(security.getJsonObject("seccompProfile").getString("type")).isEqualTo("RuntimeDefault");
        assertThat(container.getJsonObject("securityContext"))
                .isEqualTo(new JsonObject()
                        .put("allowPrivilegeEscalation", false)
                        .put("readOnlyRootFilesystem", true)
                        .put("capabilities", new JsonObject().put("drop", new JsonArray().add("ALL"))));
        assertThat(named(objects(container, "volumeMounts"), "tmp").getString("mountPath"))
                .isEqualTo("/tmp");
        assertThat(named(objects(pod, "volumes"), "tmp").containsKey("emptyDir"))
                .isTrue();
        assertThat(container.getJsonObject("resources").getMap()).containsOnlyKeys("requests", "limits");
    }

    @Test
    void autoscalerUsesAMetricThatExistsBelowTheLimitAndSetsTheReplicasAlone(Vertx vertx) {
        JsonObject spec = manifest("HorizontalPodAutoscaler", "warmer").getJsonObject("spec");
        JsonObject pods = objects(spec, "metrics").get(0).getJsonObject("pods");
        Management operations = Management.deploy(vertx);
        Driver.EVENT_LOOP.deploy(vertx, new JsonObject());
        String metric = pods.getJsonObject("metric").getString("name");
        assertThat(operations.scrape().types()).containsEntry(metric, "gauge");
        assertThat(Integer.parseInt(pods.getJsonObject("target").getString("averageValue")))
                .isBetween(1, server().limits().maxConnections() - 1);
        assertThat(spec.getJsonObject("scaleTargetRef").getString("name")).isEqualTo("warmer");
        assertThat(manifest("Deployment", "warmer").getJsonObject("spec").containsKey("replicas"))
                .isFalse();
        assertThat(manifest("PodDisruptionBudget", "warmer")
                        .getJsonObject("spec")
                        .getInteger("maxUnavailable"))
                .isLessThan(spec.getInteger("minReplicas"));
    }

    @Test
    void kustomizationHasEachFile() throws IOException {
        try (Stream<Path> files = Files.list(FOLDER)) {
            assertThat(files.map(file -> file.getFileName().toString()).filter(name -> name.endsWith(".yaml")))
                    .containsExactlyInAnyOrderElementsOf(
                            Stream.concat(strings(kustomization, "resources").stream(), Stream.of("kustomization.yaml"))
                                    .toList());
        }
    }
}

package dev.warmer.threads;

import io.vertx.core.json.JsonObject;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.JRE;

@EnabledForJreRange(min = JRE.JAVA_21, disabledReason = "this Java has no virtual threads")
class VirtualLimitsTest extends LimitsTest {
    @Override
    public JsonObject config() {
        return super.config().put("threads", "virtual");
    }
}

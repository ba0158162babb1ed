package dev.warmer.await;

import dev.warmer.contract.ClientContract;
import dev.warmer.contract.ClientFixture;
import dev.warmer.testing.Driver;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.JRE;

@EnabledForJreRange(min = JRE.JAVA_21, disabledReason = "this Java has no virtual threads")
class AwaitClientVerticleTest extends ClientFixture implements ClientContract {
    @Override
    public Driver driver() {
        return Driver.AWAIT;
    }
}

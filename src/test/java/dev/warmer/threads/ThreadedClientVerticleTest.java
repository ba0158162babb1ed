package dev.warmer.threads;

import dev.warmer.contract.ClientContract;
import dev.warmer.contract.ClientFixture;
import dev.warmer.testing.Driver;

class ThreadedClientVerticleTest extends ClientFixture implements ClientContract {
    @Override
    public Driver driver() {
        return Driver.THREADS;
    }
}

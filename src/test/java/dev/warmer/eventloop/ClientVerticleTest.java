package dev.warmer.eventloop;

import dev.warmer.contract.ClientContract;
import dev.warmer.contract.ClientFixture;
import dev.warmer.testing.Driver;

class ClientVerticleTest extends ClientFixture implements ClientContract {
    @Override
    public Driver driver() {
        return Driver.EVENT_LOOP;
    }
}

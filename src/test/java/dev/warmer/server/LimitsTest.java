package dev.warmer.server;

import dev.warmer.contract.LimitsContract;

class LimitsTest extends EventLoopFixture implements LimitsContract {}

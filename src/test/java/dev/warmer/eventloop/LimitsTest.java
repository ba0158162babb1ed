package dev.warmer.eventloop;

import dev.warmer.contract.LimitsContract;

class LimitsTest extends EventLoopFixture implements LimitsContract {}

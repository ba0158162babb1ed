package dev.warmer.eventloop;

import dev.warmer.contract.FuzzContract;

class FuzzTest extends EventLoopFixture implements FuzzContract {}

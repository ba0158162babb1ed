package dev.warmer.server;

import dev.warmer.contract.FuzzContract;

class FuzzTest extends EventLoopFixture implements FuzzContract {}

package dev.warmer.server;

import dev.warmer.contract.BadInputsContract;

class BadInputsTest extends EventLoopFixture implements BadInputsContract {}

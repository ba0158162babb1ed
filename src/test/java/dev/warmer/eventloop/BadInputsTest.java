package dev.warmer.eventloop;

import dev.warmer.contract.BadInputsContract;

class BadInputsTest extends EventLoopFixture implements BadInputsContract {}

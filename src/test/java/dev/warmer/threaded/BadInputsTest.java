package dev.warmer.threaded;

import dev.warmer.contract.BadInputsContract;

class BadInputsTest extends ThreadedFixture implements BadInputsContract {}

package dev.warmer.threads;

import dev.warmer.contract.BadInputsContract;

class BadInputsTest extends ThreadedFixture implements BadInputsContract {}

package dev.warmer.threaded;

import dev.warmer.contract.FuzzContract;

class FuzzTest extends ThreadedFixture implements FuzzContract {}

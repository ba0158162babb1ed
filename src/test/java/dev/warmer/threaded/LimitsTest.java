package dev.warmer.threaded;

import dev.warmer.contract.LimitsContract;

class LimitsTest extends ThreadedFixture implements LimitsContract {}

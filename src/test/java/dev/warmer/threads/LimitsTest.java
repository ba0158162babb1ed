package dev.warmer.threads;

import dev.warmer.contract.LimitsContract;

class LimitsTest extends ThreadedFixture implements LimitsContract {}

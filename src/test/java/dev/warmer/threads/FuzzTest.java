package dev.warmer.threads;

import dev.warmer.contract.FuzzContract;

class FuzzTest extends ThreadedFixture implements FuzzContract {}

package dev.warmer.eventloop;

import dev.warmer.contract.FuzzContract;
import dev.warmer.contract.ServerFixture;
import dev.warmer.contract.TranscriptContract;
import dev.warmer.contract.ViolationContract;
import dev.warmer.testing.Driver;

/** Direct sockets divide their input into lines with a {@code LineFramer}, where the others use a {@code RecordParser}. */
class DirectSocketsTest extends ServerFixture implements TranscriptContract, ViolationContract, FuzzContract {
    DirectSocketsTest() {
        super(Driver.DIRECT_SOCKETS);
    }
}

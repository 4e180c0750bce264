package dev.sightline.dtof.readout;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Random;
import org.junit.jupiter.api.Test;

class SdramStoreTest {

    private static final SdramChip CHIP = SdramChip.HY57V561620;
    private static final int BASE = AddressDecode.BASE;

    private final SdramLifeCycle life = new SdramLifeCycle(CHIP, 100_000_000L);
    private final SdramStore store = new SdramStore(CHIP, AddressDecode.BOARD, life);

    @Test
    void storesOfAnyWidthLeaveTheOtherLanesUntouched() {
        long now = life.initialise(2);
        Random random = new Random(5);
        ByteBuffer twin = ByteBuffer.allocate(8192).order(ByteOrder.LITTLE_ENDIAN);
        for (int i = 0; i < 20_000; i++) {
            int width = 1 << random.nextInt(3);
            int at = random.nextInt(8192 / width) * width;
            int value = random.nextInt();
            switch (width) {
                case 1 -> {
                    store.store8(BASE + at, value, now);
                    twin.put(at, (byte) value);
                }
                case 2 -> {
                    store.store16(BASE + at, value, now);
                    twin.putShort(at, (short) value);
                }
                default -> {
                    store.store32(BASE + at, value, now);
                    twin.putInt(at, value);
                }
            }
        }
        for (int at = 0; at < 8192; at += 4) {
            assertEquals(twin.getInt(at), store.load32(BASE + at, now));
            assertEquals(twin.getShort(at + 2) & 0xffff, store.load16(BASE + at + 2, now));
            assertEquals(twin.get(at + 1) & 0xff, store.load8(BASE + at + 1, now));
        }
    }

    @Test
    void anAccessBeforeInitialisationIsAnErrorAndNotAValue() {
        assertThrows(IllegalStateException.class, () -> store.load32(BASE, 0));
        assertThrows(IllegalStateException.class, () -> life.refresh(0));
        life.prechargeAll(0);
        life.refresh(2);
        assertThrows(IllegalStateException.class, () -> life.modeRegister(9, 2));
        life.refresh(9);
        IllegalStateException early =
                assertThrows(IllegalStateException.class, () -> life.modeRegister(15, 2));
        assertTrue(String.valueOf(early.getMessage()).contains("from cycle 16"));
        life.modeRegister(16, 2);
        assertThrows(IllegalStateException.class, () -> store.store8(BASE, 1, 17));
        store.store8(BASE, 1, 18);
        assertEquals(1, store.load32(BASE, 18));
        assertEquals(2, life.casLatency());
    }

    @Test
    void selfRefreshKeepsDataAndCostsARowCycleToLeave() {
        long now = life.initialise(2);
        store.store32(BASE + 64, 0xCAFE, now);
        life.enterSelfRefresh(now + 10);
        assertThrows(IllegalStateException.class, () -> store.load32(BASE + 64, now + 11));
        long wake = now + 1_000_000_000L;
        long ready = life.leaveSelfRefresh(wake);
        assertEquals(wake + 7, ready);
        assertThrows(IllegalStateException.class, () -> store.load32(BASE + 64, ready - 1));
        assertEquals(0xCAFE, store.load32(BASE + 64, ready));
    }

    @Test
    void powerDownKeepsDataForTheRefreshTimeAndNoLonger() {
        long now = life.initialise(2);
        store.store32(BASE, 7, now);
        life.enterPowerDown(now);
        assertThrows(IllegalStateException.class, () -> store.load32(BASE, now + 1));
        store.leavePowerDown(now + 6_400_000L);
        long awake = now + 6_400_001L;
        assertEquals(7, store.load32(BASE, awake));
        life.enterPowerDown(awake);
        assertThrows(IllegalStateException.class, () -> store.leavePowerDown(awake + 6_400_001L));
        assertThrows(IllegalStateException.class, () -> store.load32(BASE, awake + 6_400_009L));
    }

    @Test
    void theUpperHalfMirrorsWhereTheMapIsTooLarge() {
        long now = life.initialise(2);
        store.store32(BASE + 0x123_4560, 99, now);
        assertEquals(99, store.load32(BASE + 0x123_4560 + 0x400_0000, now));
    }

    @Test
    void aScanThatDoesNotFitMakesDifferentAddressesShareACell() {
        long now = life.initialise(2);
        SdramStore narrow = new SdramStore(CHIP, AddressDecode.BOARD.withScan(8), life);
        narrow.store32(BASE, 1, now);
        assertEquals(1, narrow.load32(BASE + (1 << 23), now), "A23 reaches no pin");
        SdramStore wide = new SdramStore(CHIP, AddressDecode.BOARD.withScan(10), life);
        wide.store32(BASE, 2, now);
        assertEquals(2, wide.load32(BASE + (1 << 11), now), "the chip has no tenth column line");
        assertEquals(0, store.load32(BASE + (1 << 23), now));
        assertEquals(0, store.load32(BASE + (1 << 11), now));
    }

    @Test
    void theDecodeFollowsScanAndUndoesItself() {
        assertEquals("column A[10:2], row A[23:11], bank A[25:24]", AddressDecode.BOARD.describe());
        assertEquals(AddressDecode.BOARD, AddressDecode.of(CHIP));
        assertEquals(
                "column A[9:2], row A[22:10], bank A[25:24]",
                AddressDecode.BOARD.withScan(8).describe());
        Random random = new Random(8);
        for (int i = 0; i < 1000; i++) {
            int address = BASE | random.nextInt(1 << 26) & ~3;
            AddressDecode d = AddressDecode.BOARD;
            assertEquals(address, d.address(d.bank(address), d.row(address), d.column(address)));
            assertEquals(0, d.lane(address));
        }
        assertNotEquals(
                AddressDecode.BOARD.row(BASE + 1024),
                AddressDecode.BOARD.withScan(8).row(BASE + 1024));
    }

    @Test
    void crookedAndForeignAddressesAreRefused() {
        long now = life.initialise(2);
        assertThrows(IllegalArgumentException.class, () -> store.load32(BASE + 2, now));
        assertThrows(IllegalArgumentException.class, () -> store.store16(BASE + 1, 0, now));
        assertThrows(IllegalArgumentException.class, () -> store.load8(0x4800_0000, now));
    }
}

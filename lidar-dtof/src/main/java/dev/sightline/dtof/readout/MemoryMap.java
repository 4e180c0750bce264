package dev.sightline.dtof.readout;

import java.util.EnumSet;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/**
 * The address space of an S3C2440: eight banks of up to 128 MB, each with its chip select, and the blocks of special registers above
 * them.
 *
 * <p>Recalled from the manual: bank 7 follows bank 6 without a gap, both of the size that BANKSIZE gives them; the 4 KB stepping stone
 * lies at 0x40000000 when the machine boots from NOR, and at 0 when it boots from NAND.
 *
 * @param boot what the machine boots from
 * @param banks67 size of bank 6, and of bank 7
 */
public record MemoryMap(Boot boot, SdramSettings.BankMap banks67) {

    /** Bytes of on-chip SRAM that NAND boot fills with the first pages. */
    public static final int STEPPING_STONE_BYTES = 4096;

    private static final int BANK_BITS = 27;
    private static final long BANK_6 = 6L << BANK_BITS;
    private static final long SRAM_AFTER_NOR_BOOT = 0x4000_0000L;

    /** The two boot maps. */
    public enum Boot {
        /** A ROM on nGCS0 lies at 0. */
        NOR,
        /** The stepping stone lies at 0, filled from NAND; nGCS0 is not used. */
        NAND
    }

    /** What may be wired to a bank. */
    public enum Device {
        /** Mask ROM, EPROM or NOR flash. */
        ROM,
        /** Static memory, or a peripheral that looks like it. */
        SRAM,
        /** Synchronous dynamic memory. */
        SDRAM
    }

    /** The blocks of special registers, 16 MB apart from 0x48000000 on, in this order. */
    public enum RegisterBlock {
        /** 0x48000000. */
        MEMORY_CONTROLLER,
        /** 0x49000000. */
        USB_HOST,
        /** 0x4A000000. */
        INTERRUPT,
        /** 0x4B000000. */
        DMA,
        /** 0x4C000000. */
        CLOCK,
        /** 0x4D000000. */
        LCD,
        /** 0x4E000000. */
        NAND_FLASH,
        /** 0x4F000000. */
        CAMERA,
        /** 0x50000000. */
        UART,
        /** 0x51000000. */
        PWM_TIMER,
        /** 0x52000000. */
        USB_DEVICE,
        /** 0x53000000. */
        WATCHDOG,
        /** 0x54000000. */
        I2C,
        /** 0x55000000. */
        I2S,
        /** 0x56000000. */
        GPIO,
        /** 0x57000000. */
        RTC,
        /** 0x58000000. */
        ADC,
        /** 0x59000000. */
        SPI,
        /** 0x5A000000. */
        SD,
        /** 0x5B000000. */
        AC97
    }

    /**
     * What answers at an address.
     *
     * @param bank bank, if the address lies in one that is wired out
     * @param chipSelect the line that goes low, such as {@code nGCS6}
     * @param devices kinds that may be wired there; empty where nothing may
     * @param steppingStone whether the on-chip SRAM answers
     * @param registers block of special registers
     */
    public record Place(
            OptionalInt bank,
            Optional<String> chipSelect,
            Set<Device> devices,
            boolean steppingStone,
            Optional<RegisterBlock> registers) {

        public Place {
            devices = Set.copyOf(devices);
        }

        /** Whether nothing answers. */
        public boolean unused() {
            return bank.isEmpty() && !steppingStone && registers.isEmpty();
        }
    }

    /**
     * What answers at an address.
     *
     * @param address byte address, 0 to 0xFFFFFFFF
     */
    public Place at(long address) {
        if (address < 0 || address > 0xffff_ffffL) {
            throw new IllegalArgumentException(
                    String.format(Locale.ROOT, "an address has 32 bits, was 0x%X", address));
        }
        long stone = boot == Boot.NOR ? SRAM_AFTER_NOR_BOOT : 0;
        if (address >= stone && address < stone + STEPPING_STONE_BYTES) {
            return new Place(
                    OptionalInt.empty(), Optional.empty(), Set.of(), true, Optional.empty());
        }
        if (address < BANK_6) {
            int bank = (int) (address >>> BANK_BITS);
            return bank == 0 && boot == Boot.NAND
                    ? nothing()
                    : bank(bank, EnumSet.of(Device.ROM, Device.SRAM));
        }
        if (address < BANK_6 + 2 * banks67.bytes()) {
            int bank = address < BANK_6 + banks67.bytes() ? 6 : 7;
            return bank(bank, EnumSet.allOf(Device.class));
        }
        int block = (int) (address >>> 24) - 0x48;
        if (block >= 0 && block < RegisterBlock.values().length) {
            return new Place(
                    OptionalInt.empty(),
                    Optional.empty(),
                    Set.of(),
                    false,
                    Optional.of(RegisterBlock.values()[block]));
        }
        return nothing();
    }

    private static Place bank(int bank, Set<Device> devices) {
        return new Place(
                OptionalInt.of(bank), Optional.of("nGCS" + bank), devices, false, Optional.empty());
    }

    private static Place nothing() {
        return new Place(OptionalInt.empty(), Optional.empty(), Set.of(), false, Optional.empty());
    }
}

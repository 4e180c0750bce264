package dev.sightline.dtof.readout;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sightline.dtof.readout.MemoryMap.Boot;
import dev.sightline.dtof.readout.MemoryMap.Device;
import dev.sightline.dtof.readout.MemoryMap.Place;
import dev.sightline.dtof.readout.MemoryMap.RegisterBlock;
import dev.sightline.dtof.readout.SdramSettings.BankMap;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MemoryMapTest {

    private static final MemoryMap NOR = new MemoryMap(Boot.NOR, BankMap.MB_64);
    private static final MemoryMap NAND = new MemoryMap(Boot.NAND, BankMap.MB_64);

    @ParameterizedTest
    @CsvSource({
        "0x00000000, 0",
        "0x07FFFFFF, 0",
        "0x08000000, 1",
        "0x28000000, 5",
        "0x2FFFFFFF, 5",
        "0x30000000, 6",
        "0x33FFFFFF, 6",
        "0x34000000, 7",
        "0x37FFFFFF, 7",
    })
    void banksFollowTheirHundredAndTwentyEightMegabytes(String address, int bank) {
        Place place = NOR.at(Long.decode(address));
        assertEquals(bank, place.bank().orElseThrow());
        assertEquals(Optional.of("nGCS" + bank), place.chipSelect());
        Set<Device> expected =
                bank < 6
                        ? Set.of(Device.ROM, Device.SRAM)
                        : Set.of(Device.ROM, Device.SRAM, Device.SDRAM);
        assertEquals(expected, place.devices());
    }

    @ParameterizedTest
    @CsvSource({
        "0x48000024, MEMORY_CONTROLLER",
        "0x49000000, USB_HOST",
        "0x4A000000, INTERRUPT",
        "0x4B000000, DMA",
        "0x4C000000, CLOCK",
        "0x4D000000, LCD",
        "0x4E000000, NAND_FLASH",
        "0x4F000000, CAMERA",
        "0x50000000, UART",
        "0x51000000, PWM_TIMER",
        "0x52000000, USB_DEVICE",
        "0x53000000, WATCHDOG",
        "0x54000000, I2C",
        "0x55000000, I2S",
        "0x56000000, GPIO",
        "0x57000000, RTC",
        "0x58000000, ADC",
        "0x59000000, SPI",
        "0x5A000000, SD",
        "0x5B000000, AC97",
    })
    void specialRegistersLieInTwentyBlocks(String address, RegisterBlock block) {
        assertEquals(Optional.of(block), NOR.at(Long.decode(address)).registers());
        assertEquals(Optional.of(block), NAND.at(Long.decode(address)).registers());
    }

    @Test
    void theSteppingStoneMovesWithTheBootDevice() {
        assertTrue(NOR.at(0x4000_0FFFL).steppingStone());
        assertTrue(NOR.at(0x4000_1000L).unused());
        assertEquals(Optional.of("nGCS0"), NOR.at(0).chipSelect());
        assertTrue(NAND.at(0xFFF).steppingStone());
        assertTrue(NAND.at(0x1000).unused());
        assertTrue(NAND.at(0x4000_0000L).unused());
        assertEquals(1, NAND.at(0x0800_0000L).bank().orElseThrow());
    }

    @Test
    void theWholeTopIsTwoBanksWhereTheMapSaysSo() {
        MemoryMap full = new MemoryMap(Boot.NOR, BankMap.MB_128);
        assertEquals(6, full.at(0x37FF_FFFFL).bank().orElseThrow());
        assertEquals(7, full.at(0x3800_0000L).bank().orElseThrow());
        assertEquals(7, full.at(0x3FFF_FFFFL).bank().orElseThrow());
        assertTrue(NOR.at(0x3800_0000L).unused());
        assertTrue(NOR.at(0x5C00_0000L).unused());
        assertTrue(NOR.at(0xFFFF_FFFFL).unused());
        assertThrows(IllegalArgumentException.class, () -> NOR.at(-1));
    }
}

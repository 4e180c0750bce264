package wrong.house.datasets;

import wrong.house.apps.Window;

/** Breaks the import graph upwards. */
public final class FileReader {
    public static void read() {
        Window.show();
    }

    private FileReader() {}
}

package wrong.house.apps;

/** What nobody below may know. */
public final class Window {
    public static void show() {}

    private Window() {}
}

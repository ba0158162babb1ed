package dev.warmer;

import dev.warmer.launcher.WarmerApplication;

/** The program's entry point. */
public final class Launcher {
    private Launcher() {}

    /** @param args the options of Vert.x's launcher; {@code -help} lists them */
    public static void main(String[] args) {
        WarmerApplication.main(args);
    }
}

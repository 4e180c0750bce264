import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpClient.Redirect;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.HexFormat;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

/**
 * {@code java Fetch.java URL SHA512 DIR}: downloads a zip, checks it, unpacks its one top folder as DIR.
 *
 * <p>In Java, because a machine that has only a JDK has neither curl nor unzip. DIR appears whole or not at all, so
 * two of these may run at the same time.
 */
public final class Fetch {
    public static void main(String[] args) throws Exception {
        URI source = URI.create(args[0]);
        Path target = Path.of(args[2]).toAbsolutePath();
        Files.createDirectories(target.getParent());
        Path work = Files.createTempDirectory(target.getParent(), ".fetch");
        try {
            Path zip = work.resolve("it.zip");
            String sha512 = download(source, zip);
            if (!sha512.equalsIgnoreCase(args[1])) {
                throw new IOException("checksum is " + sha512 + ", expected " + args[1] + ": not unpacked");
            }
            publish(unpack(zip, work.resolve("unpacked")), target);
        } catch (IOException e) {
            System.err.println("mvnw: cannot fetch " + source + ": " + e);
            System.exit(1);
        } finally {
            delete(work);
        }
    }

    private static String download(URI source, Path zip) throws Exception {
        HttpClient client = HttpClient.newBuilder()
                .followRedirects(Redirect.NORMAL)
                .connectTimeout(Duration.ofSeconds(20))
                .build();
        HttpRequest request = HttpRequest.newBuilder(source).timeout(Duration.ofMinutes(5)).build();
        HttpResponse<InputStream> response = client.send(request, BodyHandlers.ofInputStream());
        if (response.statusCode() != 200) {
            throw new IOException("the server answered " + response.statusCode());
        }
        MessageDigest digest = MessageDigest.getInstance("SHA-512");
        try (InputStream in = new DigestInputStream(response.body(), digest)) {
            Files.copy(in, zip);
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    /** Returns the one folder that the zip holds. */
    private static Path unpack(Path zip, Path into) throws IOException {
        Files.createDirectory(into);
        try (ZipInputStream in = new ZipInputStream(Files.newInputStream(zip))) {
            for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
                Path file = into.resolve(entry.getName()).normalize();
                if (!file.startsWith(into)) {
                    throw new IOException("entry leads out of the archive: " + entry.getName());
                }
                if (entry.isDirectory()) {
                    Files.createDirectories(file);
                    continue;
                }
                Files.createDirectories(file.getParent());
                Files.copy(in, file);
                if (file.getParent().endsWith("bin")) {
                    file.toFile().setExecutable(true, false); // java.util.zip does not carry file modes.
                }
            }
        }
        try (var folders = Files.list(into)) {
            return folders.findFirst().orElseThrow(() -> new IOException("the archive is empty"));
        }
    }

    private static void publish(Path unpacked, Path target) throws IOException {
        try {
            Files.move(unpacked, target, StandardCopyOption.ATOMIC_MOVE);
        } catch (AtomicMoveNotSupportedException e) {
            throw e;
        } catch (FileSystemException e) {
            if (!Files.isDirectory(target)) {
                throw e;
            } // Else another run was faster, and what it put there passed the same check.
        }
    }

    private static void delete(Path folder) throws IOException {
        try (var all = Files.walk(folder)) {
            all.sorted((a, b) -> b.compareTo(a)).forEach(path -> path.toFile().delete());
        }
    }
}

package dev.featured.adapters.device;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** What can have happened to a file. */
enum Damage {
  MISSING {
    @Override
    void make(Path file) {}
  },
  EMPTY {
    @Override
    void make(Path file) throws IOException {
      Files.createFile(file);
    }
  },
  NOT_UTF8 {
    @Override
    void make(Path file) throws IOException {
      Files.write(file, new byte[] {'a', '=', (byte) 0xff, (byte) 0xfe, '\n'});
    }
  },
  GARBAGE {
    @Override
    void make(Path file) throws IOException {
      Files.writeString(file, "{]");
    }
  },
  FOLDER {
    @Override
    void make(Path file) throws IOException {
      Files.createDirectory(file);
    }
  },
  PIPE {
    @Override
    void make(Path file) throws IOException, InterruptedException {
      if (new ProcessBuilder("mkfifo", file.toString()).start().waitFor() != 0) {
        throw new IOException("no pipe " + file);
      }
    }
  },
  HUGE {
    @Override
    void make(Path file) throws IOException {
      Files.write(file, new byte[SwitchFiles.MAX_SIZE + 1]);
    }
  },
  LOOP {
    @Override
    void make(Path file) throws IOException {
      Files.createSymbolicLink(file, file.getFileName());
    }
  };

  abstract void make(Path file) throws IOException, InterruptedException;

  void inflict(Path file) throws IOException, InterruptedException {
    Files.deleteIfExists(file);
    make(file);
  }
}

using System.Diagnostics;
using System.Runtime.InteropServices;
using EdgeStock.SystemTests.Broker;
using EdgeStock.SystemTests.Storeroom;

namespace EdgeStock.SystemTests.Faults;

/// <summary>An emulated machine with Debian's kernel, a real ext4 and this machine's files, that runs one shell script and switches itself off.</summary>
internal static class Guest
{
    /// <summary>Name of the script in the shared folder; the guest finds that folder as /job.</summary>
    public const string Job = "job.sh";

    // no_timer_check: on a busy machine the emulated timer comes too late for the kernel's check at its start, and it panics
    private const string CommandLine = "console=ttyS0 quiet panic=-1 mitigations=off no_timer_check";

    // some twenty seconds on a quiet machine
    private static readonly TimeSpan Deadline = TimeSpan.FromMinutes(6);

    private static readonly string Folder = Path.Combine(Programs.Root, "artifacts", "guest");

    /// <summary>Why it cannot run here; null when it can.</summary>
    public static string? Missing()
    {
        string[] tools = ["qemu-system-x86_64", "mkfs.ext4", "e2fsck", "debugfs"];
        return RuntimeInformation.ProcessArchitecture != Architecture.X64 ? "the guest is an x86-64 machine and runs this machine's programs, which are of another kind"
            : tools.FirstOrDefault(t => !Tool.IsThere(t)) is { } tool ? $"{tool} is not installed: 'scripts/install.sh test' installs it, as root or with sudo"
            : !File.Exists(Path.Combine(Folder, "vmlinuz")) || !File.Exists(Path.Combine(Folder, "initramfs")) ? $"no kernel in {Folder}: 'scripts/guest.sh' fetches it and says what it lacks"
            : null;
    }

    /// <summary>Runs the job.</summary>
    /// <param name="shared">A folder that the job can write to.</param>
    /// <param name="disks">In the guest /dev/vda, /dev/vdb…; with the file that records all that the disk is told, or null.</param>
    /// <returns>What the guest said.</returns>
    public static async Task<string> RunAsync(string shared, IReadOnlyList<(string Disk, string? Record)> disks)
    {
        List<string> arguments =
        [
            // /dev/kvm may be there and hang (nested machines); emulation always works. Newer processors are dearer to emulate.
            "-accel", "tcg", "-cpu", "Nehalem", "-smp", "2", "-M", "q35", "-m", "512M", "-nodefaults", "-nographic", "-no-reboot", "-serial", "stdio",
            "-kernel", Path.Combine(Folder, "vmlinuz"), "-initrd", Path.Combine(Folder, "initramfs"), "-append", CommandLine,
            "-virtfs", "local,path=/,mount_tag=host,security_model=none,readonly=on,multidevs=remap",
            "-virtfs", $"local,path={shared},mount_tag=job,security_model=none",
        ];
        foreach (var (i, (disk, record)) in disks.Index())
        {
            arguments.AddRange(["-blockdev", $"driver=file,node-name=file{i},filename={disk}"]);
            if (record is not null)
            {
                await File.WriteAllBytesAsync(record, []);
                arguments.AddRange(["-blockdev", $"driver=file,node-name=record{i},filename={record}", "-blockdev", $"driver=blklogwrites,node-name=disk{i},file=file{i},log=record{i}"]);
            }
            else
            {
                arguments.AddRange(["-blockdev", $"driver=raw,node-name=disk{i},file=file{i}"]);
            }

            arguments.AddRange(["-device", $"virtio-blk-pci,drive=disk{i}"]);
        }

        using var machine = Process.Start(new ProcessStartInfo(Tool.Find("qemu-system-x86_64"), arguments) { RedirectStandardOutput = true, RedirectStandardError = true, RedirectStandardInput = true })!;
        machine.StandardInput.Close();
        try
        {
            var (output, errors) = (machine.StandardOutput.ReadToEndAsync(), machine.StandardError.ReadToEndAsync());
            await machine.WaitForExitAsync().WaitAsync(Deadline);
            return await output + await errors;
        }
        finally
        {
            if (!machine.HasExited)
            {
                machine.Kill();
                await machine.WaitForExitAsync();
            }
        }
    }
}

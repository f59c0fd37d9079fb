using System.Globalization;
using EdgeStock.SystemTests.Broker;
using EdgeStock.SystemTests.Storeroom;

namespace EdgeStock.SystemTests.Faults;

/// <summary>What one run of the guest gives: power cuts of a durable ledger and of the control that does not wait for its disk, full and failing disks.</summary>
internal sealed record GuestRounds(IReadOnlyList<FaultRound> Rounds, IReadOnlyList<FaultRound> Control)
{
    private const string Cut = "power cut";
    private const string Full = "full disk, ext4";
    private const string ReadOnly = "disk becomes read-only";
    private const int ControlCuts = 10;
    private const int BlockBytes = 4096;

    /// <param name="number">Of the run.</param>
    /// <param name="cuts">So many power cuts.</param>
    public static async Task<GuestRounds> RunAsync(Reference reference, FaultFolder folder, FaultPlan plan, int number, int cuts)
    {
        var chance = new Random(plan.Seed + 100 + number);
        var shared = folder.Round("guest");
        var disks = new List<(string Disk, string? Record)>();
        foreach (var name in new[] { "power", "control" })
        {
            var disk = Path.Combine(shared, name);
            await GuestDisk.MakeAsync(disk);
            File.Copy(disk, disk + ".before");
            disks.Add((disk, disk + ".record"));
        }

        for (var i = 0; i < 2 * plan.FailingDisks; i++)
        {
            disks.Add((Path.Combine(shared, $"disk-{i}"), null));
            await GuestDisk.MakePlainAsync(disks[^1].Disk);
        }

        await File.WriteAllTextAsync(Path.Combine(shared, Guest.Job), Script(reference, plan, chance));
        var output = await Guest.RunAsync(shared, disks);
        var saidFile = Path.Combine(shared, "said");
        var said = File.Exists(saidFile) ? Said.Read(await File.ReadAllTextAsync(saidFile)) : [];
        if (said.Count != 2 + 2 * plan.FailingDisks || !said[0].Ended)
        {
            throw new InvalidOperationException($"the guest did not do its job:\n{output}\n{string.Join('\n', said.Select(s => $"{s.Ledger}: {s.LastLine}"))}");
        }

        List<FaultRound> rounds = [.. await CutAsync(Cut, "power", cuts, keep: true)];
        for (var i = 0; i < 2 * plan.FailingDisks; i++)
        {
            rounds.Add(await FailingAsync(said[i + 2], disks[i + 2].Disk, i, reference, folder, plan));
        }

        var control = await CutAsync(Cut + ", synchronous=OFF", "control", ControlCuts, keep: false);
        Directory.Delete(shared, recursive: true);
        return new(rounds, control);

        Task<IReadOnlyList<FaultRound>> CutAsync(string kind, string disk, int many, bool keep) =>
            PowerCuts.RunAsync(kind, Path.Combine(shared, disk + ".before"), Path.Combine(shared, disk + ".record"), many, chance, reference, folder, keep);
    }

    private static async Task<FaultRound> FailingAsync(Said said, string disk, int number, Reference reference, FaultFolder folder, FaultPlan plan)
    {
        var full = number < plan.FailingDisks;
        var kind = full ? Full : ReadOnly;
        var freed = full && number % 2 == 0;
        var files = folder.Round("failing");
        return said.Refused == 0 ? new(kind, said.Acknowledgements.Count, 0, 0, $"no commit was refused: the disk never failed; {said.LastLine}")
            : said.Ended != freed ? new(kind, said.Acknowledgements.Count, 0, 0, $"it {(said.Ended ? "ended well on a failed disk" : "did not go on when there was room again")}: {said.LastLine}")
            : await GuestDisk.TakeOutAsync(disk, files) is { } problem ? new(kind, said.Acknowledgements.Count, 0, 0, problem)
            : reference.Judge(kind, Path.Combine(files, "ledger.db"), said.Last);
    }

    /// <summary>One process writes all ledgers: its start takes longer in the guest than all they hold.</summary>
    private static string Script(Reference reference, FaultPlan plan, Random chance)
    {
        var stream = $"--seed {reference.Seed} --batches {reference.Batches}";
        var script = new StringWriter(CultureInfo.InvariantCulture) { NewLine = "\n" };
        script.WriteLine("set -e; export HOME=/tmp DOTNET_TieredPGO=0 DOTNET_EnableDiagnostics=0");
        script.WriteLine("mkdir -p /disk/power /disk/control; mount -t ext4 /dev/vda1 /disk/power; mount -t ext4 /dev/vdb1 /disk/control");
        var writer = new List<string> { $"/disk/power/ledger.db --marks /dev/vda2 {stream}", $"/disk/control/ledger.db --marks /dev/vdb2 --loose {stream}" };
        for (var i = 0; i < 2 * plan.FailingDisks; i++)
        {
            var device = $"vd{(char)('c' + i)}";
            script.WriteLine($"mkdir -p /disk/{i}; mount -t ext4 -o errors=remount-ro /dev/{device} /disk/{i}");
            var ledger = $"/disk/{i}/ledger.db {stream}";
            if (i < plan.FailingDisks)
            {
                script.WriteLine($"free=$(stat -f -c %a /disk/{i}); dd if=/dev/zero of=/disk/{i}/ballast bs={BlockBytes} count=$((free - {chance.Next(100, 900)})) 2>/dev/null");
                ledger += i % 2 == 0 ? $" --ballast /disk/{i}/ballast" : "";
            }
            else
            {
                ledger += $" --trip /sys/fs/ext4/{device}/trigger_fs_error --after {chance.Next(1, reference.Batches - 20)}";
            }

            writer.Add(ledger);
        }

        script.WriteLine($"{Tool.Find("dotnet")} {Programs.Dll(KilledWriter.Program)} {string.Join(" --then ", writer)} >/tmp/said || echo \"the writer ended with $?\"");
        script.WriteLine("cp /tmp/said /job/said");
        return script.ToString();
    }
}

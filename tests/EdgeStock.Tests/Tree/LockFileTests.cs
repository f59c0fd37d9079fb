using System.Diagnostics;

namespace EdgeStock.Tests.Tree;

public sealed class LockFileTests
{
    [Fact]
    public void Every_project_has_a_lock_file_under_version_control()
    {
        var tracked = Tracked();

        var projects = tracked.Where(path => path.EndsWith(".csproj", StringComparison.Ordinal)).ToList();

        Assert.NotEmpty(projects);
        Assert.Empty(projects.Select(path => Path.GetDirectoryName(path) + "/packages.lock.json").Except(tracked));
    }

    /// <summary>Asks git, since every restore leaves a lock file in the folder: only one that is committed holds versions still.</summary>
    private static List<string> Tracked()
    {
        var start = new ProcessStartInfo("git", ["-C", Repository.Root, "ls-files"]) { RedirectStandardOutput = true, RedirectStandardError = true };
        try
        {
            using var git = Process.Start(start)!;
            var error = git.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
            var files = git.StandardOutput.ReadToEnd();
            git.WaitForExit();
            Assert.SkipUnless(git.ExitCode == 0, $"git ls-files: {error.Result.Trim()}");
            return [.. files.Split('\n', StringSplitOptions.RemoveEmptyEntries)];
        }
        catch (System.ComponentModel.Win32Exception e)
        {
            Assert.Skip($"git is not there: {e.Message}");
            throw;
        }
    }
}

using System.Text;
using EdgeStock.FirmwareHost.Uplink;
using EdgeStock.Tests.Mqtt;
using EdgeStock.Wire;
using Microsoft.Extensions.Logging;

namespace EdgeStock.Tests.FirmwareHost;

public sealed class SampleSpoolTests : IDisposable
{
    private readonly TempFolder folder = new();
    private readonly LogLines log = new();
    private readonly List<SampleBuffer> opened = [];

    public void Dispose()
    {
        opened.ForEach(buffer => buffer.Dispose());
        folder.Dispose();
    }

    private string Spool => folder.File("h.spool");

    [Fact]
    public void What_was_sent_keeps_its_number_and_comes_before_what_was_not()
    {
        var first = Begin();
        Add(first, 1, 3);
        first.Connect(0, 7);
        first.Take(2);
        first.Dispose();

        var second = Begin();
        second.Connect(0, 9);
        Add(second, 4, 4);

        Assert.Equal([(7UL, 1.0), (8UL, 2.0), (9UL, 3.0), (10UL, 4.0)], Taken(second));
    }

    [Fact]
    public void A_gateway_that_was_made_anew_gets_no_number_twice()
    {
        var first = Begin();
        Add(first, 1, 2);
        first.Connect(40, 41);
        first.Take(2);
        first.Dispose();

        var second = Begin();
        second.Connect(0, 1);
        Add(second, 3, 3);

        Assert.Equal([(41UL, 1.0), (42UL, 2.0), (43UL, 3.0)], Taken(second));
    }

    [Fact]
    public void What_was_committed_does_not_come_back()
    {
        var first = Begin();
        Add(first, 1, 3);
        first.Connect(0, 1);
        first.Take(3);
        first.Acknowledge(2);
        first.Dispose();

        var second = Begin();

        Assert.Equal(1, second.Count);
    }

    [Fact]
    public void Losses_that_were_told_keep_their_number_and_their_count()
    {
        var first = Begin(capacity: 5);
        Add(first, 1, 8);
        first.Connect(0, 1);
        var told = Assert.Single(first.Take(1));
        first.Dispose();

        var second = Begin(capacity: 5);
        second.Connect(0, 1);

        Assert.Equal(new GapLine(3) { N = 1, At = At(1), Device = "ward-3-hw" }, told);
        Assert.Equal(told, Assert.Single(second.Take(1)));
        Assert.Equal([(2UL, 4.0), (3UL, 5.0), (4UL, 6.0), (5UL, 7.0), (6UL, 8.0)], Taken(second));
    }

    [Fact]
    public void A_smaller_buffer_counts_what_does_not_fit_any_more()
    {
        var first = Begin();
        Add(first, 1, 10);
        first.Dispose();

        var second = Begin(capacity: 4);
        second.Connect(0, 1);

        Assert.Equal(6, Assert.IsType<GapLine>(Assert.Single(second.Take(1))).Lost);
        Assert.Equal([7.0, 8.0, 9.0, 10.0], Taken(second).Select(line => line.Grams));
    }

    [Fact]
    public void The_file_stays_short_while_acknowledgements_come()
    {
        var buffer = Begin(slack: 50);
        buffer.Connect(0, 1);
        var longest = 0L;
        for (var i = 1; i <= 2000; i++)
        {
            Add(buffer, i, i);
            buffer.Acknowledge(buffer.Take(1)[0].N!.Value);
            longest = Math.Max(longest, new FileInfo(Spool).Length);
        }

        Assert.InRange(longest, 1000, 10_000);
    }

    [Fact]
    public void The_file_stays_short_while_a_full_buffer_loses_its_oldest()
    {
        var buffer = Begin(capacity: 20, slack: 50);
        Add(buffer, 1, 2000);

        Assert.InRange(new FileInfo(Spool).Length, 1000, 10_000);
        buffer.Dispose();
        var next = Begin(capacity: 20);
        next.Connect(0, 1);
        Assert.Equal(1980, Assert.IsType<GapLine>(Assert.Single(next.Take(1))).Lost);
    }

    [Fact]
    public void A_second_process_is_refused_and_touches_nothing()
    {
        var first = Begin();
        Add(first, 1, 2);

        var second = Begin();
        Add(second, 3, 5);
        second.Connect(0, 1);

        Assert.Equal(3, second.Take(9).Count);
        Assert.Contains(log.Lines, line => line.Level == LogLevel.Error && line.Text.Contains("another process uses it; stop that one", StringComparison.Ordinal));
        first.Dispose();
        second.Acknowledge(1);
        second.Dispose();
        Assert.Equal([1.0, 2.0], Left());
    }

    [Theory]
    [InlineData("{\"spool\":1,\"host\":\"ward-9\"}\n", "holds samples of host 'ward-9'")]
    [InlineData("{\"spool\":2,\"host\":\"ward-3-hw\"}\n", "was written by a newer release (format 2")]
    [InlineData("{\"spool\":1,\"host\":\"ward-3-hw\"}\nxyz\n", "is damaged at byte 31")]
    [InlineData("{\"spool\":1,\"host\":\"ward-3-hw\"}\n{\"from\":0,\"n\":1,\"count\":1}\n", "is damaged at byte 31")]
    [InlineData("{\"spool\":1,\"host\":\"ward-3-hw\"}\n{\"gone\":1}\n", "is damaged at byte 31")]
    [InlineData("{\"spool\":1}\n", "is not a spool")]
    [InlineData("a letter\nfrom home", "is not a spool")]
    [InlineData("no line", "is not a spool")]
    public void A_file_that_is_not_of_this_host_and_release_is_set_aside_whole(string text, string reason)
    {
        text = text.Replace("ward-9\"}\n", "ward-9\"}\n" + "{\"type\":\"w\",\"at\":\"2026-03-02T06:00:00.100Z\",\"dev\":\"scale-01\",\"g\":1}\n", StringComparison.Ordinal);
        File.WriteAllText(Spool, text);
        File.WriteAllText(Spool + ".aside-1", "an older one");

        var buffer = Begin();
        Add(buffer, 1, 1);

        Assert.Equal(1, buffer.Count);
        Assert.Equal(text, File.ReadAllText(Spool + ".aside-2"));
        Assert.Equal("an older one", File.ReadAllText(Spool + ".aside-1"));
        Assert.Contains(log.Lines, line => line.Level == LogLevel.Error && line.Text.Contains($"{Spool} {reason}", StringComparison.Ordinal) && line.Text.Contains(".aside-2", StringComparison.Ordinal));
        buffer.Dispose();
        Assert.Equal([1.0], Left());
    }

    [Theory]
    [InlineData("")]
    [InlineData("{\"sp")]
    [InlineData("{\"spool\":1,\"host\":\"ward-3-hw\"}")]
    public void A_file_whose_writer_ended_in_its_first_line_is_begun_anew(string text)
    {
        File.WriteAllText(Spool, text);

        var buffer = Begin();
        Add(buffer, 1, 1);
        buffer.Dispose();

        Assert.Equal([1.0], Left());
        Assert.DoesNotContain(log.Lines, line => line.Level == LogLevel.Error);
    }

    [Fact]
    public void A_sample_that_no_gateway_would_take_costs_no_other()
    {
        var first = Begin();
        first.Add(Sample(1));
        first.Add(new ReadLine("") { At = At(2), Device = "reader-1/1" });
        Add(first, 3, 4);
        first.Dispose();

        var second = Begin();
        second.Connect(0, 1);
        second.Take(1);
        second.Dispose();

        Assert.Contains(log.Lines, line => line.Level == LogLevel.Warning && line.Text.StartsWith("1 samples in the spool", StringComparison.Ordinal));
        Assert.Equal([1.0, 3.0, 4.0], Left());
    }

    [Fact]
    public void A_folder_that_comes_later_gets_everything_that_is_not_committed()
    {
        var late = folder.File("run");
        var path = Path.Combine(late, "h.spool");
        var buffer = Begin(path: path);
        Add(buffer, 1, 3);
        buffer.Connect(0, 1);
        buffer.Take(1);
        Assert.Single(log.Lines, line => line.Level == LogLevel.Error && line.Text.Contains(path, StringComparison.Ordinal));

        Directory.CreateDirectory(late);
        buffer.Connect(0, 1);
        Assert.Contains(log.Lines, line => line.Text.EndsWith("is written again; 3 samples had been added without it.", StringComparison.Ordinal));
        Add(buffer, 4, 4);
        buffer.Dispose();

        Assert.Equal([1.0, 2.0, 3.0, 4.0], Left(path));
    }

    [Fact]
    public void A_folder_that_is_removed_and_made_again_gets_everything_that_is_not_committed()
    {
        var run = Directory.CreateDirectory(folder.File("run")).FullName;
        var path = Path.Combine(run, "h.spool");
        var buffer = Begin(path: path);
        Add(buffer, 1, 3);
        Directory.Delete(run, recursive: true);
        Add(buffer, 4, 4);
        Directory.CreateDirectory(run);

        buffer.Connect(0, 1);
        Add(buffer, 5, 5);
        buffer.Dispose();

        Assert.Equal([1.0, 2.0, 3.0, 4.0, 5.0], Left(path));
    }

    [Fact]
    public void A_file_that_cannot_be_shortened_goes_on_in_use()
    {
        var buffer = Begin(slack: 5);
        buffer.Connect(0, 1);
        File.CreateSymbolicLink(Spool + ".new", "/dev/full");

        Add(buffer, 1, 20);
        buffer.Take(20);
        buffer.Acknowledge(10);
        Add(buffer, 21, 22);
        buffer.Dispose();

        Assert.Single(log.Lines, line => line.Text.Contains("cannot be shortened", StringComparison.Ordinal));
        Assert.Equal(Enumerable.Range(11, 12).Select(i => (double)i), Left());
    }

    [Fact]
    public void A_file_that_is_replaced_keeps_numbers_given_in_the_middle_of_a_batch()
    {
        // the second acknowledgement cuts the one mark that numbers all of them in two
        var buffer = Begin(slack: 5);
        Add(buffer, 1, 300);
        buffer.Connect(0, 1);
        buffer.Take(280);
        buffer.Acknowledge(5);
        buffer.Acknowledge(200);
        Add(buffer, 301, 303);
        buffer.Dispose();

        var next = Begin();
        next.Connect(200, 290);
        Assert.DoesNotContain("\"from\":0,\"n\":1,", File.ReadAllText(Spool), StringComparison.Ordinal);
        Assert.Equal(
            Enumerable.Range(201, 103).Select(i => ((ulong)(i <= 280 ? i : i + 9), (double)i)),
            Taken(next));
    }

    [Fact]
    public void A_file_into_which_somebody_wrote_is_made_anew_from_what_the_buffer_holds()
    {
        var buffer = Begin(slack: 5);
        buffer.Connect(0, 1);
        Add(buffer, 1, 10);
        buffer.Take(4);
        File.WriteAllText(Spool, "emptied by hand\n");
        buffer.Acknowledge(2);
        Add(buffer, 11, 20);
        buffer.Acknowledge(3);
        buffer.Dispose();

        Assert.Equal(Enumerable.Range(4, 17).Select(i => (double)i), Left());
    }

    [Fact]
    public void A_full_buffers_file_is_replaced_without_making_its_lines_anew()
    {
        // what is measured is memory, which does not depend on how busy the machine is: a line made anew costs some kilobytes
        const int count = 20_000;
        var buffer = Begin(capacity: count, slack: 10);
        Add(buffer, 1, count + count + 21);
        var before = new FileInfo(Spool).Length;
        var allocated = GC.GetAllocatedBytesForCurrentThread();
        Add(buffer, count + count + 22, count + count + 23);
        allocated = GC.GetAllocatedBytesForCurrentThread() - allocated;

        Assert.InRange(new FileInfo(Spool).Length, 1, before * 2 / 3);
        Assert.InRange(allocated, 1, 4 * 1024 * 1024);
    }

    private SampleBuffer Begin(int capacity = 1000, int slack = 4096, string? path = null)
    {
        var buffer = new SampleBuffer("ward-3-hw", capacity, new SampleSpool(path ?? Spool, "ward-3-hw", log) { Slack = slack });
        opened.Add(buffer);
        return buffer;
    }

    /// <summary>What the next process would find.</summary>
    private IEnumerable<double> Left(string? path = null)
    {
        using var file = File.OpenRead(path ?? Spool);
        var content = SpoolContent.Read(file, "ward-3-hw");
        Assert.True(content.Refusal is null, Encoding.UTF8.GetString(File.ReadAllBytes(path ?? Spool)));
        return [.. content.Lines.Select(line => Assert.IsType<WeightLine>(line).Grams)];
    }

    private static void Add(SampleBuffer buffer, int from, int to)
    {
        for (var i = from; i <= to; i++)
        {
            buffer.Add(Sample(i));
        }
    }

    private static List<(ulong N, double Grams)> Taken(SampleBuffer buffer) =>
        [.. buffer.Take(int.MaxValue).Select(line => (line.N!.Value, Assert.IsType<WeightLine>(line).Grams))];

    private static DateTimeOffset At(int i) => ManualClock.Start.AddSeconds(i);

    private static WeightLine Sample(int i) => new(i) { At = At(i), Device = "scale-01" };
}

using EdgeStock.FirmwareHost.Uplink;
using EdgeStock.Wire;

namespace EdgeStock.Tests.FirmwareHost;

public sealed class SampleBufferTests
{
    private readonly SampleBuffer buffer = new("ward-3-hw", 5);

    [Fact]
    public void Numbers_begin_where_the_gateway_says_and_are_dense()
    {
        Add(1, 3);
        buffer.Connect(0, 1);

        Assert.Equal([(1UL, 1.0), (2UL, 2.0), (3UL, 3.0)], Taken());
    }

    [Fact]
    public void A_host_that_starts_again_goes_on_behind_what_the_gateway_has_seen()
    {
        // 40 is committed, up to 57 was received from the host's former life
        Add(1, 2);
        buffer.Connect(40, 58);

        Assert.Equal([(58UL, 1.0), (59UL, 2.0)], Taken());
    }

    [Fact]
    public void A_gateway_that_names_a_number_already_used_is_not_followed_back()
    {
        Add(1, 2);
        buffer.Connect(0, 1);
        Taken();
        buffer.Connect(2, 1);
        Add(3, 3);

        Assert.Equal([(3UL, 3.0)], Taken());
    }

    [Fact]
    public void Acknowledged_samples_are_released_and_the_rest_stays()
    {
        Add(1, 4);
        buffer.Connect(0, 1);
        Taken();

        buffer.Acknowledge(3);

        Assert.Equal(1, buffer.Count);
    }

    [Fact]
    public void A_gateway_that_starts_again_gets_what_it_had_not_committed_under_the_old_numbers_then_the_new_samples()
    {
        Add(1, 4);
        buffer.Connect(0, 1);
        Taken();
        Add(5, 5);

        // it had received 4, committed 2, and knows nothing of 3 and 4 now
        buffer.Connect(2, 3);

        Assert.Equal([(3UL, 3.0), (4UL, 4.0), (5UL, 5.0)], Taken());
    }

    [Fact]
    public void A_session_that_broke_before_everything_was_sent_numbers_the_rest_in_order()
    {
        Add(1, 3);
        buffer.Connect(0, 1);
        Next();
        buffer.Connect(0, 1);

        Assert.Equal([(1UL, 1.0), (2UL, 2.0), (3UL, 3.0)], Taken());
    }

    [Fact]
    public void A_gateway_that_leaves_room_for_others_moves_new_numbers_and_no_old_ones()
    {
        Add(1, 2);
        buffer.Connect(0, 1);
        Taken();
        Add(3, 3);
        buffer.Connect(0, 100);

        Assert.Equal([(1UL, 1.0), (2UL, 2.0), (100UL, 3.0)], Taken());
    }

    [Fact]
    public void An_acknowledgement_of_what_was_never_sent_releases_no_waiting_sample()
    {
        Add(1, 2);
        buffer.Acknowledge(99);

        Assert.Equal(2, buffer.Count);
    }

    [Fact]
    public void When_full_the_oldest_give_way_to_one_gap_that_comes_first()
    {
        Add(1, 5);
        Assert.True(buffer.Dropped == 0);
        Add(6, 8);
        buffer.Connect(0, 1);

        var gap = Next();
        Assert.Equal(new GapLine(3) { N = 1, At = At(1), Device = "ward-3-hw" }, gap);
        Assert.Equal([(2UL, 4.0), (3UL, 5.0), (4UL, 6.0), (5UL, 7.0), (6UL, 8.0)], Taken());
        Assert.Equal(3, buffer.Dropped);
    }

    [Fact]
    public void A_sample_that_gave_way_after_it_was_sent_is_no_gap_when_the_gateway_commits_it()
    {
        Add(1, 5);
        buffer.Connect(0, 1);
        Taken();
        Add(6, 7);
        Assert.Equal([(6UL, 6.0), (7UL, 7.0)], Taken());

        buffer.Acknowledge(7);
        buffer.Connect(7, 8);

        Assert.Empty(Taken());
        Assert.Equal(0, buffer.Count);
    }

    [Fact]
    public void A_sample_that_gave_way_after_it_was_sent_is_a_gap_under_its_number_when_the_gateway_lost_it()
    {
        Add(1, 5);
        buffer.Connect(0, 1);
        Taken();
        Add(6, 8);
        Taken();

        // 1, 2 and 3 gave way; the gateway had committed 1
        buffer.Connect(1, 9);

        var gap = Next();
        Assert.Equal((3UL, 2L), (gap.N!.Value, Assert.IsType<GapLine>(gap).Lost));
        Assert.Equal([(4UL, 4.0), (5UL, 5.0), (6UL, 6.0), (7UL, 7.0), (8UL, 8.0)], Taken());
    }

    [Fact]
    public void A_gap_is_sent_again_under_its_number_until_it_is_acknowledged()
    {
        Add(1, 6);
        buffer.Connect(0, 1);
        Assert.IsType<GapLine>(Next());
        buffer.Connect(0, 1);
        var again = Assert.IsType<GapLine>(Next());
        buffer.Acknowledge(1);
        buffer.Connect(1, 2);

        Assert.Equal((1UL, 1L), (again.N!.Value, again.Lost));
        Assert.IsType<WeightLine>(Next());
    }

    [Fact]
    public void A_gap_already_told_in_a_session_is_not_told_twice_when_more_is_lost()
    {
        Add(1, 6);
        buffer.Connect(0, 1);
        Assert.Equal(1, Assert.IsType<GapLine>(Next()).Lost);
        Add(7, 8);

        var second = Assert.IsType<GapLine>(Next());
        Assert.Equal((2UL, 2L, At(2)), (second.N!.Value, second.Lost, second.At));
        Assert.Equal(3UL, Next().N);
    }

    [Fact]
    public void A_gap_of_numbered_and_new_samples_takes_a_new_number()
    {
        Add(1, 2);
        buffer.Connect(0, 1);
        Taken();
        Add(3, 8);
        buffer.Connect(1, 3);

        // 1 is committed; 2 (sent) and 3 (never sent) gave way
        var gap = Assert.IsType<GapLine>(Next());
        Assert.Equal((3UL, 2L, At(2)), (gap.N!.Value, gap.Lost, gap.At));
        Assert.Equal([(4UL, 4.0), (5UL, 5.0), (6UL, 6.0), (7UL, 7.0), (8UL, 8.0)], Taken());
    }

    /// <summary>
    /// A gateway that loses its memory at each break keeps by number what it gets and commits now and then. Whatever happens, each
    /// sample is committed once and in order, or is one of those that a committed gap counts.
    /// </summary>
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    public void Every_sample_is_committed_once_in_order_or_counted_by_a_gap(int seed)
    {
        var random = new Random(seed);
        var tested = new SampleBuffer("ward-3-hw", 20);
        var committed = new List<SampleLine>();
        var received = new SortedDictionary<ulong, SampleLine>();
        var connected = false;
        var added = 0;
        for (var step = 0; step < 20_000; step++)
        {
            switch (random.Next(100))
            {
                case < 45:
                    tested.Add(Sample(++added));
                    break;
                case < 85 when connected:
                    if (tested.Take(1) is [var line] && line.N > Committed())
                    {
                        received.TryAdd(line.N.Value, line);
                    }

                    break;
                case < 92 when connected:
                    Commit(random.Next(0, received.Count + 1));
                    tested.Acknowledge(Committed());
                    break;
                case < 95:
                    received.Clear();
                    connected = false;
                    break;
                case >= 95 when !connected:
                    connected = true;
                    tested.Connect(Committed(), Committed() + 1);
                    break;
                default:
                    break;
            }
        }

        received.Clear();
        tested.Connect(Committed(), Committed() + 1);
        while (tested.Take(1) is [var line])
        {
            received.Add(line.N!.Value, line);
        }

        Commit(received.Count);
        tested.Acknowledge(Committed());

        Assert.Equal(0, tested.Count);
        Assert.True(committed.Count > 1000 && committed.OfType<GapLine>().Count() > 10, "the run had samples and gaps");
        Assert.Equal(committed.Select(line => line.N), committed.Select(line => line.N).Order().Distinct());
        var samples = committed.OfType<WeightLine>().Select(line => line.Grams).ToList();
        Assert.Equal(samples.Order().Distinct(), samples);
        Assert.Equal(added, samples.Count + committed.OfType<GapLine>().Sum(gap => gap.Lost));

        // a gap stands where its first loss was
        var last = 0.0;
        foreach (var line in committed)
        {
            Assert.True((line.At - ManualClock.Start).TotalSeconds > last, "in order of time");
            last = line is GapLine gap ? (line.At - ManualClock.Start).TotalSeconds + gap.Lost - 1 : (line.At - ManualClock.Start).TotalSeconds;
        }

        ulong Committed() => committed.Count == 0 ? 0 : committed[^1].N!.Value;

        void Commit(int count)
        {
            foreach (var line in received.Values.Take(count).ToList())
            {
                received.Remove(line.N!.Value);
                committed.Add(line);
            }
        }
    }

    private void Add(int from, int to)
    {
        for (var i = from; i <= to; i++)
        {
            buffer.Add(Sample(i));
        }
    }

    private SampleLine Next() => Assert.Single(buffer.Take(1));

    private List<(ulong N, double Grams)> Taken()
    {
        var taken = new List<(ulong, double)>();
        while (buffer.Take(1) is [var line])
        {
            taken.Add((line.N!.Value, Assert.IsType<WeightLine>(line).Grams));
        }

        return taken;
    }

    private static DateTimeOffset At(int i) => ManualClock.Start.AddSeconds(i);

    private static WeightLine Sample(int i) => new(i) { At = At(i), Device = "scale-01" };
}

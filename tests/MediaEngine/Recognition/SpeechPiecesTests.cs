using Understudy.MediaEngine.Recognition;

namespace Understudy.MediaEngine.Tests.Recognition;

public sealed class SpeechPiecesTests
{
    private const double Frame = VoiceDetector.FrameLength / 16_000.0;
    private readonly SpeechPieces _pieces = new();
    private readonly List<SpeechPiece> _cut = [];
    private int _frames;

    [Fact]
    public void A_piece_begins_before_the_voice_and_ends_behind_it()
    {
        Add(100, voice: 0);
        Add(50, voice: 1);
        Add(100, voice: 0);

        SpeechPiece piece = _cut.ShouldHaveSingleItem();
        piece.Start.ShouldBeInRange(93 * Frame, 99 * Frame);
        (piece.Start + Length(piece)).ShouldBeInRange(152 * Frame, 165 * Frame);
        // Each sample of the test is the number of its frame.
        piece.Samples[0].ShouldBe((short)Math.Round(piece.Start / Frame));
    }

    [Fact]
    public void A_click_is_no_speech()
    {
        Add(20, voice: 0);
        Add(2, voice: 1);
        Add(40, voice: 0);
        Complete();

        _cut.ShouldBeEmpty();
    }

    [Fact]
    public void Speech_at_the_very_end_is_not_lost()
    {
        Add(5, voice: 0);
        Add(30, voice: 1);
        Complete();

        Length(_cut.ShouldHaveSingleItem()).ShouldBe(35 * Frame, Frame / 2);
    }

    [Fact]
    public void Somebody_who_never_pauses_is_cut_into_pieces_that_join()
    {
        Add(3000, voice: 1);
        Complete();

        _cut.Count.ShouldBeGreaterThan(2);
        _cut.ShouldAllBe(piece => Length(piece) < 30);
        _cut.SelectMany(piece => piece.Samples).Count().ShouldBe(3000 * VoiceDetector.FrameLength);
        _cut.Zip(_cut.Skip(1)).ShouldAllBe(pair => Math.Abs(pair.First.Start + Length(pair.First) - pair.Second.Start) < 1e-6);
    }

    [Fact]
    public void Pauses_are_told_where_they_are()
    {
        Add(50, voice: 1);
        Add(8, voice: 0);
        Add(50, voice: 1);
        Add(3, voice: 0);
        Add(50, voice: 1);

        SpeechPause pause = _pieces.Pauses.ShouldHaveSingleItem();
        pause.At.ShouldBe(54 * Frame, Frame / 2);
        pause.Length.ShouldBe(8 * Frame, 1e-6);
    }

    private static double Length(SpeechPiece piece) => piece.Samples.Length / 16_000.0;

    private void Add(int frames, float voice)
    {
        for (int i = 0; i < frames; i++)
        {
            short[] frame = new short[VoiceDetector.FrameLength];
            Array.Fill(frame, (short)_frames++);
            if (_pieces.Add(frame, voice) is { } piece) _cut.Add(piece);
        }
    }

    private void Complete()
    {
        if (_pieces.Complete() is { } piece) _cut.Add(piece);
    }
}

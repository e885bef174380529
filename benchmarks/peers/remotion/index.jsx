// A film of photos or clips, told as film.py tells it: shots, titles, captions and sounds.
import React from "react";
import {
  AbsoluteFill, Audio, Composition, Img, OffthreadVideo, Sequence, continueRender, delayRender, interpolate,
  registerRoot, staticFile, useCurrentFrame,
} from "remotion";

const held = { extrapolateLeft: "clamp", extrapolateRight: "clamp" };
const frames = (ms) => Math.round((ms * 30) / 1000);
const asset = (file) => staticFile(file.split("/").pop());
const WHITE = "#fdfbf6";
// Red and blue gain, contrast, saturation.
const GRADES = { warm: [1.05, 0.93, 1.06, 1], cool: [0.96, 1.05, 1.06, 1], vivid: [1, 1, 1.12, 1.16] };

const font = delayRender();
new FontFace("Outfit", `url(${staticFile("font.ttf")})`).load().then((face) => {
  document.fonts.add(face);
  continueRender(font);
});

const Photo = ({ film, shot }) => {
  const part = interpolate(useCurrentFrame(), [0, frames(shot.duration_ms)], [0, 1], held);
  const [x, y, w] = shot.crop_from.map((from, i) => from + (shot.crop_to[i] - from) * part);
  const scale = film.width / w;
  const transform = `scale(${scale}) translate(${-x}px, ${-y}px)`;
  return <Img src={asset(shot.file)} style={{ position: "absolute", transformOrigin: "0 0", transform }} />;
};

const Clip = ({ shot }) => {
  const [red, blue, contrast, saturation] = GRADES[shot.tone];
  const matrix = `${red} 0 0 0 0  0 1 0 0 0  0 0 ${blue} 0 0  0 0 0 1 0`;
  const filter = `url(#${shot.tone}) contrast(${contrast}) saturate(${saturation})`;
  return (
    <>
      <svg width={0} height={0}>
        <filter id={shot.tone} colorInterpolationFilters="sRGB"><feColorMatrix values={matrix} /></filter>
      </svg>
      <OffthreadVideo
        muted src={asset(shot.file)} startFrom={frames(shot.in_ms)}
        style={{ width: "100%", height: "100%", objectFit: "cover", filter }}
      />
    </>
  );
};

const Shot = ({ film, shot }) => {
  const part = shot.entry_ms ? interpolate(useCurrentFrame(), [0, frames(shot.entry_ms)], [0, 1], held) : 1;
  const edge = (1 - part) * 116 - 16;
  const wiped = `linear-gradient(to right, transparent ${edge}%, black ${edge + 16}%)`;
  const style = shot.entry === "wipe" && part < 1 ? { maskImage: wiped } : { opacity: part };
  return (
    <AbsoluteFill style={style}>
      {shot.file.endsWith(".mp4") ? <Clip shot={shot} /> : <Photo film={film} shot={shot} />}
    </AbsoluteFill>
  );
};

const row = (line) => ({
  position: "absolute", width: "100%", top: `${line.y * 100}%`, textAlign: "center", color: WHITE,
  fontFamily: "Outfit", fontSize: line.size, textShadow: "2px 2px 5px rgba(0, 0, 0, 0.6)",
});

const Title = ({ line }) => {
  const frame = useCurrentFrame(), last = frames(line.duration_ms);
  const entered = 1 - (1 - interpolate(frame, [0, 21], [0, 1], held)) ** 3;
  const opacity = Math.min(1, frame / 10, Math.max(0, (last - frame) / 7));
  const transform = `translate(${(entered - 1) * 1.1 * line.size}px, -50%)`;
  return <div style={{ ...row(line), opacity, transform }}>{line.text}</div>;
};

const Caption = ({ film, line }) => {
  const ms = line.start_ms + (useCurrentFrame() * 1000) / 30;
  const spoken = line.words.filter(([, start]) => start <= ms).length - 1;
  const lit = { display: "inline-block", color: film.accent, transform: "scale(1.09)" };
  return (
    <div style={{ ...row(line), transform: "translateY(-50%)" }}>
      {line.words.map(([word], i) => (
        <React.Fragment key={i}><span style={i === spoken ? lit : {}}>{word}</span>{" "}</React.Fragment>
      ))}
    </div>
  );
};

const Film = ({ film }) => {
  const music = (frame) => {
    const second = frame / 30, end = film.duration_ms / 1000;
    const under = film.voice && second > film.voice_ms / 1000 && second < 16.5 ? 0.28 : 1;
    return film.music_volume * under * Math.min(1, second, Math.max(0, (end - second) / 2));
  };
  return (
    <AbsoluteFill style={{ backgroundColor: "black" }}>
      {film.shots.map((shot, i) => {
        const runs = shot.duration_ms + (film.shots[i + 1]?.entry_ms ?? 0);
        const span = { from: frames(shot.start_ms), durationInFrames: frames(runs) };
        return <Sequence key={i} {...span}><Shot film={film} shot={shot} /></Sequence>;
      })}
      {film.titles.map((line) => (
        <Sequence key={line.id} from={frames(line.start_ms)} durationInFrames={frames(line.duration_ms)}>
          <Title line={line} />
        </Sequence>
      ))}
      {film.captions.map((line) => (
        <Sequence key={line.id} from={frames(line.start_ms)} durationInFrames={frames(line.duration_ms)}>
          <Caption film={film} line={line} />
        </Sequence>
      ))}
      <Audio src={asset(film.music)} volume={music} />
      {film.voice ? <Sequence from={frames(film.voice_ms)}><Audio src={asset(film.voice)} /></Sequence> : null}
    </AbsoluteFill>
  );
};

const told = ({ props }) => ({
  durationInFrames: frames(props.film.duration_ms), width: props.film.width, height: props.film.height, fps: 30,
});
const empty = { film: { duration_ms: 1000, width: 640, height: 360, shots: [], titles: [], captions: [], music: "" } };
registerRoot(() => (
  <Composition
    id="film" component={Film} calculateMetadata={told} defaultProps={empty} durationInFrames={30} fps={30}
    width={640} height={360}
  />
));

// esbuild puts the minified text of a style sheet in its place.
declare module "*.css" {
  const text: string;
  export default text;
}
